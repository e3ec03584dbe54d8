import type { Operation } from '../../contract/operation.ts';

export type Route = { method: Operation['method']; url: string };

/** Where an operation answers, as the router takes it. */
export function routesOf({ method, path, alsoAt = [] }: Operation): Route[] {
  return [path, ...alsoAt].map((each) => ({ method, url: each.replaceAll(/\{(\w+)\}/g, ':$1') }));
}
