import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireVersion } from '../../contract/operation.ts';
import type { Schema } from './json-schema.ts';

export type Json = { [key: string]: Json } & Schema;

/** One published document, of one version: `contacts` is `v2/contacts.json`. */
export type PublishedDocument = { name: string; version: WireVersion; id: string; json: Json };

export type PublishedDocuments = { documents: readonly PublishedDocument[]; common: Json };

const usual = fileURLToPath(new URL('../../../shared/reference/openapi', import.meta.url));

const inBothVersions = ['contacts', 'locations', 'custom-fields', 'businesses', 'users'];
const inV2Alone = ['campaigns', 'workflows', 'calendars'];

export const commonId = 'https://published.example/common/common-schemas.json';

/** The published OpenAPI documents, where they are at hand; undefined where they are not. */
export function readPublishedDocuments(
  folder: string = process.env['PUBLISHED_OPENAPI'] ?? usual,
): PublishedDocuments | undefined {
  if (!existsSync(folder)) return undefined;
  const read = (file: string): Json => {
    const text = readFileSync(join(folder, file), 'utf8');
    // An OpenAPI document is an object of objects.
    return JSON.parse(text) as Json;
  };
  const document = (name: string, version: WireVersion): PublishedDocument => {
    const file = version === 'v2' ? `v2/${name}.json` : `v3/${name}-v3.json`;
    return { name, version, id: `https://published.example/${file}`, json: read(file) };
  };
  return {
    documents: [
      ...[...inBothVersions, ...inV2Alone].map((name) => document(name, 'v2')),
      ...inBothVersions.map((name) => document(name, 'v3')),
    ],
    common: read('common/common-schemas.json'),
  };
}
