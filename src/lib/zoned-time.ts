import { asIso, parseIsoTime } from './iso-time.ts';

const withOffset = /[Tt ]\d{2}:\d{2}.*(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/;

/**
 * A date or time of a zone: its milliseconds, and its text with an offset, which is as sent where it
 * had one. Undefined for what is no time.
 */
export function parseZonedTime(
  sent: string,
  timeZone: string,
): { at: number; text: string } | undefined {
  const text = asIso(sent);
  const at = parseIsoTime(text);
  if (at === undefined || withOffset.test(text)) return at === undefined ? undefined : { at, text };
  const zoned = Temporal.PlainDateTime.from(text.replace(/[t ]/, 'T')).toZonedDateTime(timeZone);
  return {
    at: zoned.epochMilliseconds,
    text: zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  };
}

/** The time on the clocks of a zone with its offset: `2021-06-23T03:30:00+05:30`. */
export function toZonedTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The time on the clocks of a zone: `2021-07-16 11:00:00`. */
export function toLocalTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}
