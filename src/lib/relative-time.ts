/** A point (`from` and `to` are one), or a period from its first millisecond to the one after its last. */
export type RelativeTime = { from: number; to: number };

const units = { h: 'hours', d: 'days', w: 'weeks', M: 'months', y: 'years' } as const;
const spans = ['week', 'month', 'year'] as const;
const days: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
const shifts: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };

export const relativeForms =
  'now, now-7d or now+2w (h, d, w, M, y), today, yesterday, tomorrow, or last_, this_ or next_ with week, month or year';

/** Whether a text is written as one, whether or not it can be read. */
export function looksRelative(text: string): boolean {
  return /^(?:now|today|yesterday|tomorrow|(?:last|this|next)_)/.test(text);
}

/** A time relative to now, on the clocks of a zone; weeks begin on Monday. Undefined for what is none. */
export function parseRelativeTime(
  text: string,
  { now, timeZone }: { now: number; timeZone: string },
): RelativeTime | undefined {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const [, sign, count, unit] = /^now(?:([+-])(\d{1,4})([hdwMy]))?$/.exec(text) ?? [];
  if (text === 'now') return { from: now, to: now };
  if (sign && count && isUnit(unit)) {
    const by = { [units[unit]]: Number(count) };
    const at = (sign === '+' ? zoned.add(by) : zoned.subtract(by)).epochMilliseconds;
    return { from: at, to: at };
  }
  const day = zoned.startOfDay();
  if (Object.hasOwn(days, text)) {
    const from = day.add({ days: days[text] ?? 0 });
    return { from: from.epochMilliseconds, to: from.add({ days: 1 }).epochMilliseconds };
  }
  const [shift = '', span] = text.split('_');
  const known = spans.find((each) => each === span);
  if (!known || !Object.hasOwn(shifts, shift)) return undefined;
  const by = shifts[shift] ?? 0;
  const first = {
    week: day.subtract({ days: day.dayOfWeek - 1 }),
    month: day.with({ day: 1 }),
    year: day.with({ month: 1, day: 1 }),
  }[known];
  const one = { [`${known}s`]: 1 };
  const from = by < 0 ? first.subtract(one) : by > 0 ? first.add(one) : first;
  return { from: from.epochMilliseconds, to: from.add(one).epochMilliseconds };
}

function isUnit(unit: string | undefined): unit is keyof typeof units {
  return unit !== undefined && Object.hasOwn(units, unit);
}

/** The day of a time on the clocks of a zone: `2026-11-30`. */
export function dayIn(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDate().toString();
}
