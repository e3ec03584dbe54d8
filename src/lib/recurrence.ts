export const intervalTypes = ['yearly', 'monthly', 'weekly', 'daily', 'hourly'] as const;
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Times in milliseconds. What is absent is as at the start. */
export type Recurrence = {
  intervalType: (typeof intervalTypes)[number];
  /** Every so many of them. */
  interval: number;
  start: number;
  /** The last time that may be one. */
  end?: number;
  dayOfMonth?: number;
  dayOfWeek?: (typeof weekdays)[number];
  monthOfYear?: number;
};

const hourMs = 3_600_000;
/** Days that fit no rule are passed over, but not for ever. */
const mostSteps = 10_000;

/**
 * The first time after one, undefined when there is none. Days are those of the time zone: a day is
 * as long as it is there, a time that a change of clocks leaves out is an hour later, one that it
 * repeats is the first, and an hour is an hour. A day that a month lacks is its last. A day of the
 * week in a monthly or yearly rule is each such day of the month; elsewhere it picks days, as a month
 * does, and a day of the month does with a day of the week.
 */
export function nextOccurrence(
  rule: Recurrence,
  timeZone: string,
  after: number,
): number | undefined {
  const { start, end = Number.POSITIVE_INFINITY } = rule;
  const from = Math.max(after, start - 1);
  const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  const reached = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  let period = Math.max(0, periodsBetween(rule, first, reached) - 1);
  for (let step = 0; step < mostSteps; step += 1) {
    const times = timesOf(rule, first, period);
    for (const time of times) {
      const at = time.epochMilliseconds;
      if (at > end || time.year > 9999) return undefined;
      if (at > from && fits(rule, time)) return at;
    }
    period = followingPeriod(rule, period, times);
  }
  return undefined;
}

/** How many whole periods lie between, or one less. */
function periodsBetween(
  { intervalType, interval }: Recurrence,
  first: Temporal.ZonedDateTime,
  reached: Temporal.ZonedDateTime,
): number {
  if (intervalType === 'hourly') {
    const ms = reached.epochMilliseconds - first.epochMilliseconds;
    return Math.floor(ms / hourMs / interval);
  }
  const days = first.toPlainDate().until(reached.toPlainDate()).days;
  const months = (reached.year - first.year) * 12 + reached.month - first.month;
  const passed = { daily: days, weekly: days / 7, monthly: months, yearly: months / 12 };
  return Math.floor(passed[intervalType] / interval);
}

/** The times within one period, in order, before days are picked. */
function timesOf(
  rule: Recurrence,
  first: Temporal.ZonedDateTime,
  period: number,
): Temporal.ZonedDateTime[] {
  const passed = period * rule.interval;
  const at = (date: Temporal.PlainDate): Temporal.ZonedDateTime =>
    date.toZonedDateTime({ timeZone: first.timeZoneId, plainTime: first.toPlainTime() });
  const day = first.toPlainDate();
  switch (rule.intervalType) {
    case 'hourly':
      return [first.add({ hours: passed })];
    case 'daily':
      return [at(day.add({ days: passed }))];
    case 'weekly': {
      const wanted = weekdayOf(rule) ?? day.dayOfWeek;
      return [at(day.add({ days: passed * 7 + wanted - day.dayOfWeek }))];
    }
    case 'monthly':
      return daysOf(rule, day.toPlainYearMonth().add({ months: passed }), day.day).map(at);
    case 'yearly': {
      const month = rule.monthOfYear ?? day.month;
      const year = Temporal.PlainYearMonth.from({ year: day.year + passed, month });
      return daysOf(rule, year, day.day).map(at);
    }
  }
}

function daysOf(
  rule: Recurrence,
  month: Temporal.PlainYearMonth,
  startDay: number,
): Temporal.PlainDate[] {
  const weekday = weekdayOf(rule);
  if (weekday === undefined || rule.dayOfMonth !== undefined) {
    const day = Math.min(rule.dayOfMonth ?? startDay, month.daysInMonth);
    return [month.toPlainDate({ day })];
  }
  const firstDay = month.toPlainDate({ day: 1 });
  const offset = (weekday - firstDay.dayOfWeek + 7) % 7;
  const days: Temporal.PlainDate[] = [];
  for (let day = 1 + offset; day <= month.daysInMonth; day += 7) {
    days.push(month.toPlainDate({ day }));
  }
  return days;
}

/** 1 is Monday. */
function weekdayOf({ dayOfWeek }: Recurrence): number | undefined {
  return dayOfWeek === undefined ? undefined : weekdays.indexOf(dayOfWeek) + 1;
}

function fits(rule: Recurrence, time: Temporal.ZonedDateTime): boolean {
  const { dayOfMonth, monthOfYear } = rule;
  const weekday = weekdayOf(rule);
  return (
    (weekday === undefined || time.dayOfWeek === weekday) &&
    (dayOfMonth === undefined || time.day === Math.min(dayOfMonth, time.daysInMonth)) &&
    (monthOfYear === undefined || time.month === monthOfYear)
  );
}

/** The one after; the hours left of a day that does not fit are passed over at once. */
function followingPeriod(
  rule: Recurrence,
  period: number,
  [time]: readonly Temporal.ZonedDateTime[],
): number {
  if (rule.intervalType !== 'hourly' || !time || fits(rule, time)) return period + 1;
  const tomorrow = time.add({ days: 1 }).startOfDay().epochMilliseconds;
  const passed = (tomorrow - rule.start) / hourMs / rule.interval;
  return Math.max(period + 1, Math.ceil(passed));
}
