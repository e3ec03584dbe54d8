import { readFileSync } from 'node:fs';
import type { Operation, WireVersion } from '../../contract/operation.ts';

/** What is published of one operation in one version. */
export type PublishedForm = {
  method: string;
  path: string;
  statuses: readonly number[];
  scopes: readonly string[];
};

/** One published operation; `operationId` is unique within its document only. */
export type PublishedOperation = {
  document: string;
  operationId: string;
} & Readonly<Partial<Record<WireVersion, PublishedForm>>>;

const file = new URL('../../contract/published.json', import.meta.url);

/** What `contract/published.json` has: written from the documents by `npm run gen`. */
export function publishedFacts(): readonly PublishedOperation[] {
  // The generator writes exactly this; a test compares it with the documents.
  return JSON.parse(readFileSync(file, 'utf8')) as PublishedOperation[];
}

/** The published operation that an operation of the contract is, by method and path. */
export function factOf(
  operation: Operation,
  facts: readonly PublishedOperation[],
): PublishedOperation | undefined {
  for (const path of [operation.path, ...(operation.alsoAt ?? [])]) {
    const found = facts.find(({ v2, v3 }) =>
      [v2, v3].some((form) => form && isAt(form, operation.method, path)),
    );
    if (found) return found;
  }
  return undefined;
}

/** The same address, whatever its parameters are called, with or without a slash at its end. */
export function isAt(
  form: Pick<PublishedForm, 'method' | 'path'>,
  method: string,
  path: string,
): boolean {
  return form.method === method && positional(form.path) === positional(path);
}

export function positional(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}').replace(/(?<=.)\/$/, '');
}
