import type { WireVersion } from '../contract/operation.ts';
import type { Json, PublishedDocument } from '../test/support/published-documents.ts';
import type { PublishedForm, PublishedOperation } from '../test/support/published-facts.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Of the calendars only what makes a contact's list of appointments. */
const withinCalendars =
  /^\/calendars\/(?:events\/appointments\b|events\/\{eventId\}$|appointments\/)/;

/** Every operation of the documents: addresses, statuses and scopes, no texts. */
export function factsOf(documents: readonly PublishedDocument[]): PublishedOperation[] {
  const found = new Map<string, PublishedOperation>();
  for (const { name, version, json } of documents) {
    for (const [path, item] of Object.entries(json['paths'] ?? {})) {
      if (name === 'calendars' && !withinCalendars.test(path)) continue;
      for (const [method, published] of Object.entries(item)) {
        if (!methods.includes(method)) continue;
        const operationId = String(published['operationId']);
        const key = `${name} ${operationId}`;
        const form = formOf(method, path, published);
        const known = found.get(key) ?? { document: name, operationId };
        found.set(key, { ...known, ...formIn(version, form) });
      }
    }
  }
  return [...found.values()];
}

function formIn(version: WireVersion, form: PublishedForm): Partial<PublishedOperation> {
  return version === 'v2' ? { v2: form } : { v3: form };
}

function formOf(method: string, path: string, published: Json): PublishedForm {
  const scopes = Object.values(published['security'] ?? {}).flatMap((each) =>
    Object.values(each).flatMap((named) => Object.values(named).map(String)),
  );
  return {
    method: method.toUpperCase(),
    path,
    statuses: Object.keys(published['responses'] ?? {}).map(Number),
    scopes: [...new Set(scopes)],
  };
}
