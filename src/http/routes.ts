import type { OperationShape } from '../../contract/operation.ts';

export type Route = { method: OperationShape['method']; url: string };

/** Where an operation answers, as the router takes it. */
export function routesOf({ method, path, alsoAt = [] }: OperationShape): Route[] {
  return [path, ...alsoAt].map((each) => ({ method, url: each.replaceAll(/\{(\w+)\}/g, ':$1') }));
}
