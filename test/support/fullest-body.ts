import type { Operation } from '../../contract/operation.ts';
import type { Answer } from './server.ts';

type Body = Record<string, unknown>;
type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Left for what cannot be filled up, and for the rest of a body of the limit's size. */
const mostBytes = 900_000;
/** Lists that name contacts. */
const ofContacts: ReadonlySet<string> = new Set(['contacts', 'contactIds', 'ids']);

/**
 * The longest body that an operation accepts: every text and list of its schema as long as may be, and
 * where a property is refused so, as it is in the sample. Sends until it is accepted.
 */
export async function fullestBody(
  operation: Operation,
  sampled: Body | undefined,
  contactIds: readonly string[],
  send: (body: Body | undefined) => Promise<Answer>,
): Promise<{ body: Body | undefined; answer: Answer }> {
  if (!sampled || !operation.body) return { body: sampled, answer: await send(sampled) };
  let body: Body = { ...sampled, ...filled(operation.body, sampled, contactIds) };
  let answer = await send(body);
  for (let left = 100; answer.status === 422 || answer.status === 400; left -= 1) {
    const refused = (answer.body.fields ?? []).map(({ field }) => field.split('.')[0] ?? '');
    const others = refused.filter((name) => body[name] !== sampled[name]);
    // Where nothing is named, the last one that is not as in the sample goes.
    const [some] = Object.keys(body).filter((name) => body[name] !== sampled[name]);
    const taken = others.length > 0 ? others : [some];
    if (left === 0 || taken[0] === undefined) break;
    body = { ...asSampled(body, sampled, taken), ...halvesOf(body, taken) };
    answer = await send(body);
  }
  return { body, answer };
}

function asSampled(body: Body, sampled: Body, names: readonly (string | undefined)[]): Body {
  const kept = Object.entries(body).filter(([name]) => !names.includes(name));
  const again = Object.entries(sampled).filter(([name]) => names.includes(name));
  return Object.fromEntries([...kept, ...again]);
}

/** A list that is too long with what is there already. */
function halvesOf(body: Body, names: readonly (string | undefined)[]): Body {
  const lists = Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
    names.includes(name) && Array.isArray(value) && value.length > 3
      ? [[name, value.slice(0, value.length / 2)]]
      : [],
  );
  return Object.fromEntries(lists);
}

function filled(schema: unknown, sampled: Body, contactIds: readonly string[]): Body {
  if (!isNode(schema) || !isNode(schema['properties'])) return {};
  const entries: [string, unknown][] = [];
  let bytes = 0;
  for (const [name, of] of Object.entries(schema['properties'])) {
    const most = sizeOf(of);
    if (name === 'rruleOptions') entries.push([name, everyDayOfPast]);
    else if (ofContacts.has(name) && most.items) {
      entries.push([name, contactIds.slice(0, most.items)]);
    } else if (most.items && most.each) {
      const value = list(most.items, Math.min(most.each, 255), sampled[name]);
      entries.push([name, value]);
    } else if (most.length && !/Id$|^type$|^dataType$/.test(name)) {
      entries.push([name, 'x'.repeat(most.length)]);
    } else continue;
    bytes += JSON.stringify(entries.at(-1)).length;
    if (bytes > mostBytes) entries.pop();
  }
  return Object.fromEntries(entries);
}

/** Made up for as far back as may be. */
const everyDayOfPast = {
  intervalType: 'daily',
  interval: 1,
  startDate: '2020-01-01T10:00:00.000Z',
  createTaskIfOverDue: true,
  dueAfterSeconds: 0,
};

/** Texts of which no two are the same, or the item of the sample again and again. */
function list(count: number, length: number, sample: unknown): unknown[] {
  const [item] = Array.isArray(sample) ? sample : [];
  return Array.from({ length: count }, (_, at) =>
    isNode(item) ? item : `${at}`.padEnd(length, 'x'),
  );
}

function sizeOf(schema: unknown): { length?: number; items?: number; each?: number } {
  if (!isNode(schema)) return {};
  const { anyOf, maxLength, maxItems, items } = schema;
  if (Array.isArray(anyOf)) return Object.assign({}, ...anyOf.map(sizeOf).toReversed());
  if (typeof maxItems === 'number') return { items: maxItems, each: sizeOf(items).length ?? 40 };
  return typeof maxLength === 'number' ? { length: maxLength } : {};
}
