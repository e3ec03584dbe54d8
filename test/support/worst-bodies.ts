import type { Operation } from '../../contract/operation.ts';
import { maxJsonValues } from '../../src/lib/json-scan.ts';

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The limit of a body, less what stands around. */
const size = 1_000_000;
const most = maxJsonValues - 1000;

/** A text of JSON, for a property or for the whole body. */
export type WorstBody = { name: string; text: string };

const many = (item: string, count = Math.floor(size / (item.length + 1))): string =>
  `[${Array(count).fill(item).join(',')}]`;
/** As many as a body may have. */
const allowed = (item: string, values = 1): string =>
  many(item, Math.min(Math.floor(size / (item.length + 1)), Math.floor(most / values)));
const map = (count: number, item: string, width: number): string => {
  const key = (at: number): string => `${String(at).padStart(width, 'k')}`;
  return `{${Array.from({ length: count }, (_, at) => `"${key(at)}":${item}`).join(',')}}`;
};
const nested = `${'['.repeat(50)}${']'.repeat(50)}`;

/** What costs most, each in its own way: by number, by width, by depth, by length. */
const values: readonly [string, string][] = [
  ...['{}', '[]', 'null', '""', '[{}]', '{"a":0}'].map((item): [string, string] => [
    `as many ${item} as may be`,
    allowed(item, item.length > 4 ? 2 : 1),
  ]),
  ['a megabyte of {}', many('{}')],
  ['numbers of 299 digits', many('1'.repeat(299))],
  ['numbers of 17 digits', allowed('0.30000000000000004')],
  ['large exponents', allowed('1e307')],
  ['exponents that are too large', many('1e400')],
  ['one endless number', '1'.repeat(size)],
  ['a text', `"${'a'.repeat(size)}"`],
  ['a text of digits and a letter', `"${'1'.repeat(size)}x"`],
  ['a text of blanks', `"${' '.repeat(size)}x"`],
  ['a text of escapes', `"${String.raw`\n`.repeat(size / 2)}"`],
  ['a text of escaped quotes', `"${String.raw`\"`.repeat(size / 2)}"`],
  ['a text of codes', `"${String.raw`\u00e9`.repeat(size / 6)}"`],
  ['a text of ligatures', `"${'\ufdfa'.repeat(size / 3)}"`],
  ['texts of codes', allowed(`"${String.raw`\ud83d\ude00`.repeat(4)}"`)],
  ['wide texts', allowed(`"${'\u4e2d'.repeat(16)}"`)],
  ['a wide map', map(most, '0', 48)],
  ['a map of maps', map(most / 2, '{"a":0}', 80)],
  ['a map of indexes', map(most, '{}', 1)],
  ['one key again and again', `{${Array(most).fill('"a":0').join(',')}}`],
  ['deep lists', allowed(nested, 50)],
  ['blanks within', `[${' '.repeat(size)}]`],
];

/** What goes into a list of this schema: as many items as may be, each as bad as it may be. */
function fullLists(schema: unknown): string[] {
  if (!isNode(schema)) return [];
  const { anyOf, items, maxItems } = schema;
  if (Array.isArray(anyOf)) return anyOf.flatMap(fullLists);
  if (schema['type'] !== 'array' || typeof maxItems !== 'number') return [];
  const share = Math.floor(size / maxItems) - 20;
  return fullItems(items, share).map((item) => many(item, maxItems));
}

function fullItems(schema: unknown, bytes: number): string[] {
  if (!isNode(schema)) return [];
  const { anyOf, properties, maxLength } = schema;
  if (Array.isArray(anyOf)) return anyOf.flatMap((each) => fullItems(each, bytes));
  if (typeof maxLength === 'number') return [`"${'x'.repeat(Math.min(bytes, maxLength))}"`, '0'];
  if (isNode(schema['patternProperties'])) {
    return ['field', 'group', 'operator', 'value', 'filters'].flatMap((name) => [
      `{"${name}":"${'x'.repeat(Math.max(1, bytes - 20))}"}`,
      `{"${name}":${many('0', Math.min(150, Math.floor(bytes / 2) - 10))}}`,
    ]);
  }
  if (!isNode(properties)) return [];
  return Object.keys(properties).flatMap((name) => [
    `{"id":"x","${name}":"${'1'.repeat(Math.max(1, bytes - 40))}x"}`,
    `{"id":"x","${name}":${many('"x"', Math.min(30, Math.floor(bytes / 4) - 10))}}`,
  ]);
}

/** Bodies of the limit's size that are the worst that a field can be sent, for every field that is wanted. */
export function* worstFields(
  { body }: Operation,
  sampled: Readonly<Record<string, unknown>>,
  isWanted: (name: string, schema: unknown) => boolean,
): Generator<WorstBody> {
  const properties = body && 'properties' in body && isNode(body.properties) ? body.properties : {};
  const put = (name: string, value: string): string => {
    const rest = Object.entries(sampled).filter(([each]) => each !== name);
    const before = rest.map(([each, its]) => `${JSON.stringify(each)}:${JSON.stringify(its)},`);
    return `{${before.join('')}${JSON.stringify(name)}:${value}}`;
  };
  let hasPlain = false;
  for (const [name, schema] of [...Object.entries(properties), ['unheardOf', {}] as const]) {
    const isPlain = !/"(?:array|object)"/.test(JSON.stringify(schema)) && name !== 'unheardOf';
    // One plain field is as good as another.
    if (isPlain && hasPlain) continue;
    hasPlain ||= isPlain;
    if (!isWanted(name, schema)) continue;
    for (const [what, value] of values) yield { name: `${name}: ${what}`, text: put(name, value) };
    for (const list of fullLists(schema)) {
      yield { name: `${name}: as many as may be of ${list.slice(1, 60)}`, text: put(name, list) };
    }
  }
}

/** The same as a whole, and beside what the operation needs. A body that is no object is refused before. */
export function* worstWholes(sampled: Readonly<Record<string, unknown>>): Generator<WorstBody> {
  const rest = JSON.stringify(sampled).slice(1, -1);
  for (const [name, text] of values) {
    yield { name, text };
    const isMap = text.startsWith('{');
    if (isMap) yield { name: `${name}, and what is needed`, text: `{${rest},${text.slice(1)}` };
  }
}
