import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApiDocument } from '../src/http/openapi.ts';
import { postmanCollection } from '../src/http/postman.ts';
import { readPublishedDocuments } from '../test/support/published-documents.ts';
import { appClient, appCountries, appScopes, appSearchFields } from './app-client.ts';
import { appIcons } from './app-icons.ts';
import { coveragePage } from './coverage-page.ts';
import { errorPage } from './error-page.ts';
import { eventPage } from './event-page.ts';
import { jobPage } from './job-page.ts';
import { limitsPage } from './limits-page.ts';
import { factsOf } from './published-facts.ts';
import { settingsPage } from './settings-page.ts';

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const onePerLine = (values: readonly unknown[]): string =>
  `[\n${values.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`;
const published = readPublishedDocuments();
const localUrl = 'http://localhost:8080';

/** Every generated file and what it must hold. The first needs the documents it is made from. */
export const generated: Readonly<Record<string, () => string>> = {
  ...(published && { 'contract/published.json': () => onePerLine(factsOf(published.documents)) }),
  'docs/openapi.json': () => asJson(openApiDocument(localUrl)),
  'docs/groundlevel.postman_collection.json': () => asJson(postmanCollection(localUrl)),
  'docs/errors.md': errorPage,
  'docs/events.md': eventPage,
  'docs/jobs.md': jobPage,
  'docs/api-coverage.md': coveragePage,
  'docs/limits.md': limitsPage,
  'web/src/api/generated/operations.ts': appClient,
  'web/src/api/generated/countries.ts': appCountries,
  'web/src/api/generated/scopes.ts': appScopes,
  'web/src/api/generated/search-fields.ts': appSearchFields,
  'web/src/ui/generated/icons.tsx': appIcons,
  'docs/settings.md': () => settingsPage(),
};

/** The generated files of a folder that are missing or no longer what they should be. */
export function staleFiles(root: string): string[] {
  return Object.entries(generated).flatMap(([file, make]) => {
    const path = join(root, file);
    const found = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return found === make() ? [] : [file];
  });
}

if (import.meta.main) {
  const root = process.cwd();
  const stale = staleFiles(root);
  if (process.argv.includes('--check')) {
    for (const file of stale) console.log(`${file} is stale: npm run gen`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    for (const file of stale) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), generated[file]?.() ?? '');
      console.log(`wrote ${file}`);
    }
  }
}
