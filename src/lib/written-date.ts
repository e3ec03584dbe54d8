/** A day as written, with the time and offset that stood beside it, in ISO's own form. */
type Written = { date: string; time?: string; offset?: string };
type Read = Written | { problem: string };

export const longest = 80;
const usual = 'must be a date such as 1990-09-25';

const yearFirst = /^(\d{4})([-/._])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/s;
const yearLast = /^(\d{1,2})([-/._])(\d{1,2})\2(\d{4})(?!\d)(.*)$/s;
const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)(.*)$/s;
const dayThenMonth =
  /^(?:[a-z]{3,9}\.?,?\s)?(\d{1,2})(?:st|nd|rd|th)?[\s-](?:of\s)?([a-z]{3,9})\.?,?[\s-](\d{4})(?!\d)(.*)$/is;
const monthThenDay =
  /^(?:[a-z]{3,9}\.?,?\s)?([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)(.*)$/is;
const clock =
  /^(?:T|,? (?:at )?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?(?: ?(Z|(?:UTC|GMT)?(?:[+-]\d{2}(?::?\d{2})?)?))?(?: ?\([^()]*\))?$/i;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Which of two numbers before a year is the month: in forms and sheets nobody can know. */
export type Order = 'month first' | 'unknown';

/**
 * The day that a text names as people, forms and sheets write it. What can mean two days is a problem
 * that says which.
 */
export function readWrittenDate(sent: string, order: Order): Read {
  const text = sent.trim().replaceAll(/\s+/g, ' ');
  if (text.length > longest) return { problem: usual };
  const whole = yearFirst.exec(text);
  if (whole) return withTime(dateOf(whole[1], whole[3], whole[4]), whole[5]);
  const digits = compact.exec(text);
  if (digits) return withTime(dateOf(digits[1], digits[2], digits[3]), digits[4]);
  const named = dayThenMonth.exec(text);
  if (named) return withTime(dateOf(named[3], monthNamed(named[2]), named[1]), named[4]);
  const american = monthThenDay.exec(text);
  if (american) {
    return withTime(dateOf(american[3], monthNamed(american[1]), american[2]), american[4]);
  }
  const last = yearLast.exec(text);
  if (!last) return { problem: usual };
  const [, first, , second, year, rest] = last;
  const monthFirst = dateOf(year, first, second);
  const dayFirst = order === 'unknown' ? dateOf(year, second, first) : undefined;
  if (monthFirst !== undefined && dayFirst !== undefined && monthFirst !== dayFirst) {
    return { problem: `may be ${monthFirst} or ${dayFirst}: it must be written like one of them` };
  }
  return withTime(monthFirst ?? dayFirst, rest);
}

/** A text that ISO 8601 would write so; undefined for what is no day or could be two. */
export function isoOfWritten(sent: string): string | undefined {
  const read = readWrittenDate(sent, 'unknown');
  if ('problem' in read) return undefined;
  return read.date + (read.time === undefined ? '' : `T${read.time}${read.offset ?? ''}`);
}

function monthNamed(name = ''): string | undefined {
  const word = name.toLowerCase();
  const at = word === 'sept' ? 8 : Math.max(months.indexOf(word), monthNames.indexOf(word));
  return at < 0 ? undefined : String(at + 1);
}

function dateOf(year?: string, month?: string, day?: string): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00.000Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
  return exists && Number(year) >= 1800 && Number(year) <= 2200 ? date : undefined;
}

function withTime(date: string | undefined, rest = ''): Read {
  if (date === undefined) return { problem: usual };
  if (rest === '') return { date };
  const [, hours, minutes = '', seconds = '00', fraction, half, zone = ''] = clock.exec(rest) ?? [];
  if (hours === undefined) return { problem: usual };
  const hour = hourOf(Number(hours), half?.toLowerCase());
  if (hour === undefined || Number(minutes) > 59 || Number(seconds) > 59) return { problem: usual };
  const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
  const offset = zone.replace(/^(?:UTC|GMT)(?=.)/i, '').replace(/^(?:UTC|GMT)$/i, 'Z');
  return {
    date,
    time: fraction === undefined ? time : `${time}.${fraction}`,
    ...(offset !== '' && { offset }),
  };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** Milliseconds since 1970, as a number or as its digits; undefined for anything else. */
export function millisecondsOf(sent: unknown): number | undefined {
  if (typeof sent === 'number') return sent;
  return typeof sent === 'string' && /^\s*\d{11,14}\s*$/.test(sent) ? Number(sent) : undefined;
}

/** The day of a text, which is the one that is written, or of milliseconds, which a zone decides. */
export function readDay(
  sent: string | number,
  { timeZone, order }: { timeZone: string; order: Order },
): { date: string } | { problem: string } {
  const at = millisecondsOf(sent);
  if (at === undefined) {
    const read = readWrittenDate(String(sent), order);
    return 'problem' in read ? read : { date: read.date };
  }
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return { problem: usual };
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.trunc(at));
  const { year, month, day } = instant.toZonedDateTimeISO(timeZone);
  const date = dateOf(String(year), String(month), String(day));
  return date === undefined ? { problem: usual } : { date };
}
