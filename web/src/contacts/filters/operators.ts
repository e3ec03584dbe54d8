import type { SearchKind, SearchOperator } from '../../api/generated/search-fields.ts';
import { dateInputValue } from '../../lib/time.ts';
import type { FilterField } from './filter-fields.ts';
import type { Condition } from './filter-tree.ts';

type Bound = 'gt' | 'gte' | 'lt' | 'lte';
/** `range` is offered as what its bounds mean. */
export type ShownOperator = Exclude<SearchOperator, 'range' | 'nested'> | Bound | 'between';

const bounds: readonly Bound[] = ['gt', 'gte', 'lt', 'lte'];
const ranges: readonly ShownOperator[] = ['gte', 'gt', 'lte', 'lt', 'between'];

export function operatorsOf({ operators }: FilterField): ShownOperator[] {
  return operators.flatMap((each): readonly ShownOperator[] =>
    each === 'range' ? ranges : each === 'nested' ? [] : [each],
  );
}

/** What is most often meant. */
export function firstOperator(field: FilterField): ShownOperator {
  const has = (operator: SearchOperator): boolean => field.operators.includes(operator);
  if (field.options && has('eq')) return 'eq';
  if (has('range')) return 'gte';
  if (has('contains')) return 'contains';
  return has('eq') ? 'eq' : 'exists';
}

const plain: Readonly<Record<ShownOperator, string>> = {
  eq: 'is',
  not_eq: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  exists: 'is set',
  not_exists: 'is empty',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  between: 'is between',
};
const timely: Readonly<Partial<Record<ShownOperator, string>>> = {
  gt: 'is after',
  gte: 'is on or after',
  lt: 'is before',
  lte: 'is on or before',
};

export function operatorLabel(operator: ShownOperator, kind: SearchKind): string {
  const isDay = kind === 'time' || kind === 'date';
  return (isDay ? timely[operator] : undefined) ?? plain[operator];
}

export function takesValue(operator: ShownOperator): boolean {
  return operator !== 'exists' && operator !== 'not_exists';
}

/** Whether a value of the one is one of the other, too. */
export function takesSame(one: ShownOperator, two: ShownOperator): boolean {
  const shape = (operator: ShownOperator): string =>
    !takesValue(operator)
      ? 'none'
      : operator === 'between'
        ? 'two'
        : bounds.some((each) => each === operator)
          ? 'one'
          : 'any';
  return shape(one) === shape(two);
}

export type ReadCondition = { operator: ShownOperator; values: readonly string[] };

/** What of a condition can be shown; undefined where it was written by somebody else in a way of their own. */
export function readCondition(
  { operator, value }: Condition,
  field: FilterField,
): ReadCondition | undefined {
  if (operator === 'range') return readRange(value, field.kind);
  const known = operatorsOf(field).find((each) => each === operator);
  if (!known) return undefined;
  const values = (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined);
  return { operator: known, values: takesValue(known) ? values.map(String) : [] };
}

function readRange(value: unknown, kind: SearchKind): ReadCondition | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const sent: Readonly<Record<string, unknown>> = { ...value };
  const known = bounds.filter((each) => sent[each] !== undefined);
  const read = (bound: Bound): string => shownBound(sent[bound], kind);
  const [first, second] = known;
  if (first === undefined) return undefined;
  if (second === undefined) return { operator: first, values: [read(first)] };
  return { operator: 'between', values: [read(first), read(second)] };
}

function shownBound(value: unknown, kind: SearchKind): string {
  if (kind !== 'time') return String(value);
  const at = new Date(typeof value === 'number' ? value : String(value));
  return Number.isNaN(at.getTime()) ? String(value) : dateInputValue(at);
}

export function writeCondition(
  field: FilterField,
  operator: ShownOperator,
  values: readonly string[],
): Condition {
  const { name, kind } = field;
  const [first = '', second = ''] = values;
  if (!takesValue(operator)) return { field: name, operator };
  if (operator === 'between') {
    const value = { gte: sentBound(first, 'gte', kind), lte: sentBound(second, 'lte', kind) };
    return { field: name, operator: 'range', value };
  }
  const bound = bounds.find((each) => each === operator);
  if (bound) {
    return { field: name, operator: 'range', value: { [bound]: sentBound(first, bound, kind) } };
  }
  const sent = values.map((value) => sentValue(value, kind));
  return { field: name, operator, value: sent.length === 1 ? sent[0] : sent };
}

function sentValue(value: string, kind: SearchKind): string | number | boolean {
  if (kind === 'number') return Number(value);
  if (kind === 'boolean') return value === 'true';
  return value;
}

/** A day stands for its beginning or its end, as they are where the browser is. */
function sentBound(value: string, bound: Bound, kind: SearchKind): string | number {
  if (kind === 'number') return Number(value);
  if (kind !== 'time') return value;
  const isEnd = bound === 'gt' || bound === 'lte';
  return new Date(`${value}T${isEnd ? '23:59:59.999' : '00:00:00'}`).toISOString();
}
