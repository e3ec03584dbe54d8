import { type TermExpression, everybody, without } from '../../../storage/term-expression.ts';
import type { TimeSource } from '../search/search-contacts.store.ts';
import { every, exactly, not, some } from './bounds.ts';
import { type Bounds, type Range, numberRange, timeRange } from './ranges.ts';
import * as terms from './terms.ts';

/** When what hangs on a contact is or was: who has a time at all, and which of several is meant. */
export function hasTime(time: TimeSource): TermExpression {
  return time === 'last_activity' ? everybody : { term: terms.present(time) };
}

export function inTime(time: TimeSource, range: Range): Bounds {
  switch (time) {
    case 'last_appointment':
      return extremeWithin('last', [time], time, range);
    case 'next_task_due':
      return extremeWithin('first', [time], time, range);
    case 'last_activity':
      return extremeWithin('last', ['date_updated', terms.activity], time, range);
    case 'date_added':
    case 'date_updated':
      return timeRange(time, range);
    default:
      return time satisfies never;
  }
}

/** The last of several times is in a range where one is late enough and none is later than its end; so is the first. */
function extremeWithin(
  which: 'first' | 'last',
  codes: readonly string[],
  time: TimeSource,
  { gt, gte, lt, lte }: Range,
): Bounds {
  const any = (range: Range): Bounds => some(codes.map((code) => timeRange(code, range)));
  const from = { ...(gt !== undefined && { gt }), ...(gte !== undefined && { gte }) };
  const to = { ...(lt !== undefined && { lt }), ...(lte !== undefined && { lte }) };
  const [near, beyond] =
    which === 'last'
      ? [
          from,
          [...(lt === undefined ? [] : [{ gte: lt }]), ...(lte === undefined ? [] : [{ gt: lte }])],
        ]
      : [
          to,
          [...(gt === undefined ? [] : [{ lte: gt }]), ...(gte === undefined ? [] : [{ lt: gte }])],
        ];
  const isNear = Object.keys(near).length > 0 ? any(near) : exactly(hasTime(time));
  return every([isNear, ...beyond.map((range) => not(any(range)))]);
}

export const hasOpenTasks: TermExpression = { term: terms.present(terms.openTasks) };
const hasNoOpenTasks = without(everybody, hasOpenTasks);

export function openTasksAre(count: number): TermExpression {
  return count === 0 ? hasNoOpenTasks : { term: terms.valueTerm(terms.openTasks, count) };
}

/** How many there are, which of who has none is 0. */
export function openTasksWithin(range: Range): Bounds {
  const { gt = -1, gte = 0, lt = 1, lte = 0 } = range;
  const holdsNone = Number(gt) < 0 && Number(gte) <= 0 && Number(lt) > 0 && Number(lte) >= 0;
  const within = numberRange(terms.openTasks, range);
  return holdsNone ? some([within, exactly(hasNoOpenTasks)]) : within;
}
