import { orderedNumber } from '../../../lib/ordered-number.ts';
import { type TermExpression, anyOf, terms, without } from '../../../storage/term-expression.ts';
import * as named from './terms.ts';

/** Contacts that have a value in a range for certain, and those that may have: the same where no edge cuts a width. */
export type Bounds = { upper: TermExpression; lower: TermExpression };
export type Range = Partial<Record<'gt' | 'gte' | 'lt' | 'lte', number | string>>;

const finest = named.numberWidths.at(-1) ?? 0;
const digits = 16;

/** A range of numbers of a source. */
export function numberRange(code: string, range: Range): Bounds {
  const exactly = (number: number): TermExpression => ({ term: named.valueTerm(code, number) });
  const bucketOf = (number: number): number =>
    Number.parseInt(orderedNumber(number).slice(0, finest), 16);
  const bucket = (at: number): TermExpression => ({
    term: named.numberWithin(code, hexOf(at)),
  });
  let from = 0;
  let to = 16 ** finest - 1;
  const sure: TermExpression[] = [];
  const maybe: TermExpression[] = [];
  const low = boundOf(range.gt, range.gte, Math.max);
  const high = boundOf(range.lt, range.lte, Math.min);
  if (
    low &&
    high &&
    (low.value > high.value || (low.value === high.value && (low.open || high.open)))
  ) {
    return { upper: 'nobody', lower: 'nobody' };
  }
  if (low && high && bucketOf(low.value) === bucketOf(high.value)) {
    const upper = bucket(bucketOf(low.value));
    return { upper, lower: low.value === high.value ? exactly(low.value) : 'nobody' };
  }
  if (low) {
    const at = bucketOf(low.value);
    const edge = edgeOf(low.value, 'first');
    from = edge === 'first' && !low.open ? at : at + 1;
    if (edge === 'first') {
      if (low.open) sure.push(without(bucket(at), exactly(low.value)));
    } else if (edge === 'last') {
      if (!low.open) sure.push(exactly(low.value));
    } else maybe.push(bucket(at));
  }
  if (high) {
    const at = bucketOf(high.value);
    const edge = edgeOf(high.value, 'last');
    to = edge === 'last' && !high.open ? at : at - 1;
    if (edge === 'last') {
      if (high.open) sure.push(without(bucket(at), exactly(high.value)));
    } else if (edge === 'first') {
      if (!high.open) sure.push(exactly(high.value));
    } else maybe.push(bucket(at));
  }
  const inside = cover(from, to, 16, finest).map(
    ([at, width]): TermExpression => ({ term: named.numberWithin(code, hexOf(at, width)) }),
  );
  const lower = anyOf([...sure, ...inside]);
  // The same where no edge is left open.
  return { upper: maybe.length === 0 ? lower : anyOf([lower, ...maybe]), lower };
}

/** Whether a number is the first or the last of its narrowest width. */
function edgeOf(number: number, rather: 'first' | 'last'): 'first' | 'last' | undefined {
  const rest = orderedNumber(number).slice(finest);
  if (rest === '0'.repeat(digits - finest)) return 'first';
  if (rest === 'f'.repeat(digits - finest)) return 'last';
  // The zeros are one number in the middle of two widths.
  return number === 0 ? rather : undefined;
}

type Bound = { value: number; open: boolean };

function boundOf(
  open: unknown,
  closed: unknown,
  nearer: (...values: number[]) => number,
): Bound | undefined {
  const isOpen = typeof open === 'number';
  const isClosed = typeof closed === 'number';
  if (isOpen && isClosed) {
    const value = nearer(open, closed);
    return { value, open: value === open };
  }
  if (isOpen) return { value: open, open: true };
  return isClosed ? { value: closed, open: false } : undefined;
}

function hexOf(at: number, width = finest): string {
  return at.toString(16).padStart(width, '0');
}

/** Numbers of so many digits as the fewest of wider places that hold exactly them: each with how many digits it has. */
function cover(from: number, to: number, base: number, widest: number): [number, number][] {
  const found: [number, number][] = [];
  let [low, high] = [from, to];
  for (let width = widest; low <= high; width -= 1) {
    if (width === 1) {
      for (; low <= high; low += 1) found.push([low, width]);
      break;
    }
    for (; low <= high && low % base !== 0; low += 1) found.push([low, width]);
    for (; low <= high && high % base !== base - 1; high -= 1) found.push([high, width]);
    low = low / base;
    high = (high + 1) / base - 1;
  }
  return found;
}

const dayMs = 86_400_000;

/** A range of milliseconds. */
export function timeRange(code: string, { gt, gte, lt, lte }: Range): Bounds {
  const starts = [numberOr(gte), plus(numberOr(gt), 1)].filter((each) => each !== undefined);
  const ends = [numberOr(lt), plus(numberOr(lte), 1)].filter((each) => each !== undefined);
  // Whole milliseconds from the first to the last, which is not among them.
  const from = Math.ceil(Math.max(firstMs, ...starts));
  const to = Math.ceil(Math.min(endMs, ...ends));
  if (from >= to) return { upper: 'nobody', lower: 'nobody' };
  const firstDay = Math.floor(from / dayMs);
  const lastDay = Math.floor((to - 1) / dayMs);
  const isFirstWhole = from === firstDay * dayMs;
  const isLastWhole = to === (lastDay + 1) * dayMs;
  const upper = days(code, firstDay, lastDay);
  const lower = days(
    code,
    isFirstWhole ? firstDay : firstDay + 1,
    isLastWhole ? lastDay : lastDay - 1,
  );
  return isFirstWhole && isLastWhole ? { upper, lower: upper } : { upper, lower };
}

/** A range of days as `YYYY-MM-DD`, which are compared as texts. */
export function dayRange(code: string, { gt, gte, lt, lte }: Range): Bounds {
  const dayNo = (text: number | string | undefined): number | undefined =>
    typeof text === 'string' ? Date.parse(`${text}T00:00:00Z`) / dayMs : undefined;
  const starts = [dayNo(gte), plus(dayNo(gt), 1)].filter((each) => each !== undefined);
  const ends = [dayNo(lte), plus(dayNo(lt), -1)].filter((each) => each !== undefined);
  const first = Math.max(firstMs / dayMs, ...starts);
  const last = Math.min(endMs / dayMs - 1, ...ends);
  const within = days(code, first, last);
  return { upper: within, lower: within };
}

/** The year 0. */
const firstMs = -62_167_219_200_000;
const endMs = Date.UTC(10_000, 0, 1);

function numberOr(value: number | string | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function plus(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value + by;
}

/** Days from one to another, both among them, by the fewest centuries, decades, years, months and days. */
function days(code: string, first: number, last: number): TermExpression {
  const found: string[] = [];
  let day = first;
  while (day <= last) {
    const { text, next } = widest(day, last);
    found.push(text);
    day = next;
  }
  return terms(found.map((text) => named.dayWithin(code, text)));
}

function widest(day: number, last: number): { text: string; next: number } {
  const text = named.dayOf(day * dayMs).replaceAll('-', '');
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const isMonth = text.endsWith('01');
  const isYear = text.endsWith('0101');
  const start = (ofYear: number, ofMonth = 0): number => {
    const date = new Date(0);
    date.setUTCFullYear(ofYear, ofMonth, 1);
    return date.getTime() / dayMs;
  };
  const ends: readonly (readonly [boolean, number, number])[] = [
    [isYear && year % 100 === 0, 2, start(year + 100)],
    [isYear && year % 10 === 0, 3, start(year + 10)],
    [isYear, 4, start(year + 1)],
    [isMonth, 6, start(year, month)],
  ];
  for (const [begins, width, next] of ends) {
    if (begins && next - 1 <= last) return { text: text.slice(0, width), next };
  }
  return { text, next: day + 1 };
}
