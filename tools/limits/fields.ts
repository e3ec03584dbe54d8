import type { TSchema } from 'typebox';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { count } from './limit.ts';

/** Schemas as JSON has them. */
type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The bounds of every text and list below a schema: `tags` 500 items, `tags[]` 255 characters. */
function boundsIn(schema: unknown, name: string, found: Map<string, Set<string>>): void {
  if (!isNode(schema)) return;
  const add = (bound: unknown, unit: string): void => {
    if (typeof bound !== 'number') return;
    found.set(name, (found.get(name) ?? new Set()).add(`${count(bound)} ${unit}`));
  };
  add(schema['maxLength'], 'characters');
  add(schema['maxItems'], 'items');
  add(schema['maxProperties'], 'keys');
  if (isNode(schema['items'])) boundsIn(schema['items'], `${name}[]`, found);
  for (const one of Array.isArray(schema['anyOf']) ? schema['anyOf'] : []) {
    boundsIn(one, name, found);
  }
  if (!isNode(schema['properties'])) return;
  for (const [key, each] of Object.entries(schema['properties'])) {
    boundsIn(each, name === '' ? key : `${name}.${key}`, found);
  }
}

/** What an operation's query and body may hold, a field each, in the contract's order. */
export function fieldBounds(operation: Operation): [string, string][] {
  const found = new Map<string, Set<string>>();
  const sources: (TSchema | undefined)[] = [operation.query, operation.body ?? operation.form];
  for (const schema of sources) boundsIn(schema, '', found);
  return [...found].map(([field, bounds]) => [field, [...bounds].join(', ')]);
}

/** The bounds of fields, those that several operations share once. */
export function fieldTable(): string {
  const byBounds = new Map<string, string[]>();
  for (const operation of operations) {
    const bounds = fieldBounds(operation);
    if (bounds.length === 0) continue;
    const text = bounds.map(([field, bound]) => `\`${field}\` ${bound}`).join('; ');
    byBounds.set(text, [...(byBounds.get(text) ?? []), operation.id]);
  }
  const rows = [...byBounds].map(
    ([bounds, ids]) => `| ${ids.map((id) => `\`${id}\``).join(', ')} | ${bounds} |\n`,
  );
  return `| Operation | Fields |\n| --- | --- |\n${rows.join('')}`;
}
