import { isId } from '../../src/lib/ids.ts';
import type { SampleRequest } from './requests.ts';

/** Where a value stands: `params.contactId`, `body.contactIds.0`. */
export type Position = { path: readonly string[]; value: string };

/** Every text of a request, with where it stands. */
export function textsOf(request: SampleRequest): Position[] {
  const { params, query, body, form } = request;
  const places = { params, query, body, form };
  return walk(Object.fromEntries(Object.entries(places).filter(([, each]) => each)), []);
}

/** The texts that are ids of records. */
export function idsOf(request: SampleRequest): Position[] {
  return textsOf(request).filter(({ value }) => isId(value));
}

/** The request with another value in one place. */
export function withValue(
  request: SampleRequest,
  { path }: Pick<Position, 'path'>,
  value: string,
): SampleRequest {
  const copy = structuredClone(request);
  let at: unknown = copy;
  for (const step of path.slice(0, -1)) at = read(at, step);
  const last = path.at(-1);
  if (typeof at !== 'object' || at === null || last === undefined) throw new Error('no such place');
  Object.assign(at, { [last]: value });
  return copy;
}

/** What stands in the same place of another request. */
export function valueAt(request: SampleRequest, { path }: Pick<Position, 'path'>): string {
  let at: unknown = request;
  for (const step of path) at = read(at, step);
  if (typeof at !== 'string') throw new Error(`no text at ${path.join('.')}`);
  return at;
}

function read(from: unknown, step: string): unknown {
  return typeof from === 'object' && from !== null
    ? Object.entries(from).find(([name]) => name === step)?.[1]
    : undefined;
}

function walk(value: unknown, path: readonly string[]): Position[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => walk(each, [...path, name]));
}
