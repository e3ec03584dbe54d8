import { isoOfWritten, millisecondsOf } from './written-date.ts';

const form =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Milliseconds of a date or time, best in ISO 8601, in UTC when it names no offset; else undefined. */
export function parseIsoTime(text: string): number | undefined {
  const [, date, time = '00:00', offset = 'Z'] = form.exec(asIso(text)) ?? [];
  if (date === undefined) return undefined;
  try {
    return Temporal.Instant.from(`${date}T${time}${offset}`).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** A time as forms and sheets write it in ISO's way; anything else as it is. */
export function asIso(sent: string): string {
  const text = sent.trim();
  if (form.test(text)) return text;
  const at = millisecondsOf(text);
  return at === undefined ? (isoOfWritten(text) ?? text) : toIsoTime(at);
}

/** As replies show a time: `2021-07-08T02:30:00.000Z`. */
export function toIsoTime(ms: number): string {
  return new Date(ms).toISOString();
}
