import type { Query } from '../engine.ts';

export type QueryRegistry = ReadonlyMap<string, Query<unknown, unknown>>;

/** Name to query, refusing two of one name. */
export function queryRegistry(
  queries: readonly Pick<Query<never, unknown>, 'name' | 'run'>[],
): QueryRegistry {
  const registry = new Map<string, Query<unknown, unknown>>();
  for (const query of queries) {
    if (registry.has(query.name)) throw new Error(`two queries named ${query.name}`);
    // Inputs cross threads as plain data: types are checked where `engine.query` is called.
    registry.set(query.name, query as Query<unknown, unknown>);
  }
  return registry;
}
