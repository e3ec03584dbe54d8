const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short', hourCycle: 'h23' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** `3 minutes ago`, `tomorrow`; `just now` below a minute. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  if (!step) return seconds > 0 ? 'in less than a minute' : 'just now';
  const [unit, length] = step;
  return relative.format(Math.trunc(seconds / length), unit);
}

export function exactTime(at: Date): string {
  return exact.format(at);
}

/** `14:30`. */
export function timeOf(at: Date): string {
  return clock.format(at);
}

const farDays = 14;

/** Midnights between two moments, in the zone of the browser, in which some days have 23 or 25 hours. */
export function daysUntil(at: Date, now: Date): number {
  const dayNo = (of: Date): number => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate());
  return Math.round((dayNo(at) - dayNo(now)) / 86_400_000);
}

/** `yesterday`, `today`, `in 3 days`; further away the date. */
export function relativeDay(at: Date, now: Date): string {
  const days = daysUntil(at, now);
  return Math.abs(days) > farDays ? dayOf(at) : relative.format(days, 'day');
}

export function dayOf(at: Date): string {
  return day.format(at);
}

/** The day as a date input writes it, in the zone of the browser. */
export function dateInputValue(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The time as a time input writes it; empty at the end of a day, which is how a day alone is written. */
export function timeInputValue(at: Date): string {
  return isEndOfDay(at) ? '' : timeOf(at);
}

export function isEndOfDay(at: Date): boolean {
  return at.getHours() === 23 && at.getMinutes() === 59 && at.getSeconds() >= 59;
}

/** The end of a day that a date input gave, as the API takes it. */
export function endOfDay(value: string): string {
  return atTime(value, '');
}

/** What a date input and a time input gave, as the API takes it; without a time the end of the day. */
export function atTime(day: string, time: string): string {
  return new Date(`${day}T${time === '' ? '23:59:59' : time}`).toISOString();
}
