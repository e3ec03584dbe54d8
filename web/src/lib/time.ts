const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
];
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

export function dayOf(at: Date): string {
  return day.format(at);
}

/** The day as a date input writes it, in the zone of the browser. */
export function dateInputValue(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The end of a day that a date input gave, as the API takes it. */
export function endOfDay(value: string): string {
  return new Date(`${value}T23:59:59`).toISOString();
}
