import { civilDay, dayNumber, daysInMonth, weekdayOf } from './civil-days.ts';

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
const dayMs = 24 * hourMs;
const lastYear = 9999;
/** How far ahead an hour on certain days is looked for: after so long the calendar repeats. */
const hourlyReachMs = 146_097 * dayMs;

/**
 * The first time after one, undefined when there is none. Days are those of the time zone: a day is
 * as long as it is there, a time that a change of clocks leaves out is an hour later, one that it
 * repeats is the first, and an hour is an hour. A day that a month lacks is its last. A day of the
 * week in a monthly or yearly rule is each such day of the month; elsewhere it picks days, as a month
 * does, and a day of the month does with a day of the week. Days are gone through by whole numbers,
 * so that also a rule that has no time is known for it within milliseconds.
 */
export function nextOccurrence(
  rule: Recurrence,
  timeZone: string,
  after: number,
): number | undefined {
  const from = Math.max(after, rule.start - 1);
  if (from >= (rule.end ?? Number.POSITIVE_INFINITY)) return undefined;
  return rule.intervalType === 'hourly'
    ? nextHour(rule, timeZone, from)
    : nextDay(rule, timeZone, from);
}

function nextDay(rule: Recurrence, timeZone: string, from: number): number | undefined {
  const { start, end = Number.POSITIVE_INFINITY } = rule;
  const first = zoned(start, timeZone);
  const time = first.toPlainTime();
  // A change of clocks may move a time to the day after.
  const reached = localDay(zoned(from, timeZone)) - 1;
  for (const day of daysFrom(rule, localDay(first), reached)) {
    const { year, month, day: ofMonth } = civilDay(day);
    if (year > lastYear) return undefined;
    const date = Temporal.PlainDate.from({ year, month, day: ofMonth });
    const at = date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
    if (at > end) return undefined;
    if (at > from) return at;
  }
  return undefined;
}

/** The days of a rule by their numbers, in order, from one on. */
function daysFrom(rule: Recurrence, first: number, reached: number): Iterable<number> {
  const { intervalType, interval } = rule;
  if (intervalType === 'yearly' || intervalType === 'monthly') {
    return daysOfMonths(rule, first, reached);
  }
  const weekday = wantedWeekday(rule);
  if (intervalType === 'weekly') {
    const day = first + (weekday ?? weekdayOf(first)) - weekdayOf(first);
    return everySoManyDays(rule, day, interval * 7, reached);
  }
  if (weekday === undefined) return everySoManyDays(rule, first, interval, reached);
  for (let each = 0; each < 7; each += 1) {
    const day = first + each * interval;
    if (weekdayOf(day) !== weekday) continue;
    return everySoManyDays(rule, day, interval % 7 === 0 ? interval : interval * 7, reached);
  }
  return [];
}

const lastDay = dayNumber(lastYear, 12, 31);

function* everySoManyDays(
  { dayOfMonth, monthOfYear }: Recurrence,
  first: number,
  stride: number,
  reached: number,
): Iterable<number> {
  let day = first + Math.max(0, Math.ceil((reached - first) / stride)) * stride;
  for (; day <= lastDay; day += stride) {
    if (isOn({ dayOfMonth, monthOfYear }, day)) yield day;
  }
}

function* daysOfMonths(rule: Recurrence, first: number, reached: number): Iterable<number> {
  const start = civilDay(first);
  const isYearly = rule.intervalType === 'yearly';
  const stride = isYearly ? rule.interval * 12 : rule.interval;
  const ofYear = (isYearly ? rule.monthOfYear : undefined) ?? start.month;
  const firstMonth = start.year * 12 + ofYear - 1;
  const now = civilDay(reached);
  const passed = Math.floor((now.year * 12 + now.month - 1 - firstMonth) / stride);
  let each = firstMonth + Math.max(0, passed) * stride;
  for (; each < (lastYear + 1) * 12; each += stride) {
    const [year, month] = [Math.floor(each / 12), (each % 12) + 1];
    if (rule.monthOfYear === undefined || month === rule.monthOfYear) {
      yield* daysOf(rule, year, month, start.day);
    }
  }
}

function* daysOf(
  rule: Recurrence,
  year: number,
  month: number,
  startDay: number,
): Iterable<number> {
  const weekday = wantedWeekday(rule);
  const length = daysInMonth(year, month);
  if (weekday === undefined || rule.dayOfMonth !== undefined) {
    const day = dayNumber(year, month, Math.min(rule.dayOfMonth ?? startDay, length));
    if (weekday === undefined || weekdayOf(day) === weekday) yield day;
    return;
  }
  const one = dayNumber(year, month, 1);
  for (let day = one + ((weekday - weekdayOf(one) + 7) % 7); day < one + length; day += 7)
    yield day;
}

/** Hours are of the world's time: within a stretch without a change of clocks a day is 24 of them. */
function nextHour(rule: Recurrence, timeZone: string, from: number): number | undefined {
  const { start, interval } = rule;
  const stepMs = interval * hourMs;
  const last = Math.min(rule.end ?? Number.POSITIVE_INFINITY, (lastDay + 1) * dayMs - 1);
  const firstSince = (ms: number): number => start + Math.ceil((ms - start) / stepMs) * stepMs;
  if (!picksDays(rule)) {
    const at = firstSince(from + 1);
    return at <= last ? at : undefined;
  }
  const until = Math.min(last, from + hourlyReachMs);
  for (let stretch = from; stretch <= until; ) {
    const here = zoned(stretch, timeZone);
    const offset = here.offsetNanoseconds / 1_000_000;
    const change = here.getTimeZoneTransition('next')?.epochMilliseconds;
    const ends = Math.min(change ?? Number.POSITIVE_INFINITY, until + 1);
    for (let day = Math.floor((stretch + offset) / dayMs); day * dayMs - offset < ends; day += 1) {
      if (!isOn(rule, day)) continue;
      const at = firstSince(Math.max(day * dayMs - offset, stretch, from + 1));
      if (at < Math.min((day + 1) * dayMs - offset, ends)) return at;
    }
    stretch = ends;
  }
  return undefined;
}

function picksDays({ dayOfMonth, dayOfWeek, monthOfYear }: Recurrence): boolean {
  return [dayOfMonth, dayOfWeek, monthOfYear].some((each) => each !== undefined);
}

type Days = { [K in 'dayOfMonth' | 'dayOfWeek' | 'monthOfYear']?: Recurrence[K] | undefined };

function isOn(days: Days, number: number): boolean {
  const weekday = wantedWeekday(days);
  if (weekday !== undefined && weekdayOf(number) !== weekday) return false;
  const { dayOfMonth, monthOfYear } = days;
  if (dayOfMonth === undefined && monthOfYear === undefined) return true;
  const { year, month, day } = civilDay(number);
  if (monthOfYear !== undefined && month !== monthOfYear) return false;
  return dayOfMonth === undefined || day === Math.min(dayOfMonth, daysInMonth(year, month));
}

/** 1 is Monday. */
function wantedWeekday({ dayOfWeek }: Days): number | undefined {
  return dayOfWeek === undefined ? undefined : weekdays.indexOf(dayOfWeek) + 1;
}

function zoned(ms: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
}

function localDay({ year, month, day }: Temporal.ZonedDateTime): number {
  return dayNumber(year, month, day);
}
