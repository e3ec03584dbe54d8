import { mostFacets } from '../../../../contract/bounds.ts';
import { errors } from '../../../errors/catalogue.ts';
import { countWithin, jsonBytes, pageBytes } from '../../../lib/page-bytes.ts';
import { type Engine, type Reader, defineQuery } from '../../../storage/engine.ts';
import {
  type FieldDefinitions,
  getFieldDefinitions,
} from '../../custom-fields/field-definitions.ts';
import { hasOptions } from '../../custom-fields/custom-field.ts';
import { selectMeant } from '../index/index.store.ts';
import { findMembers } from '../search/find-contacts.ts';
import type { Condition } from '../search/search-contacts.store.ts';
import { countByReading } from './count-by-reading.ts';
import { countByTerms } from './count-by-terms.ts';
import type { CountedFacet, Counter, Facet } from './facet.ts';
import { periods } from './periods.ts';

type NamedFacet = { name: string; facet: Facet };
export type FacetsRequest = { condition: Condition; facets: NamedFacet[]; limit: number };
export type Facets = { total: number; facets: (CountedFacet & { facet: string })[] };

/** So many contacts at most are read; of more the terms are counted that they have. */
export const mostRead = 5000;

const besideValue = 30;

/** Exactly how many of the contacts that meet a condition have each value; `few` are read. */
export async function countFacetsIn(
  reader: Reader,
  locationNo: number,
  { condition, facets, limit }: FacetsRequest,
  few = mostRead,
): Promise<Facets> {
  const found = await findMembers(reader, locationNo, condition);
  const { meant, nos, further, total, whole, isIndexed } = found;
  const isRead = total <= few || !isIndexed;
  const counter = isRead
    ? countByReading(reader, locationNo, [
        ...(nos ?? (await selectMeant(reader, locationNo, meant, whole))),
        ...further,
      ])
    : await countByTerms(reader, locationNo, found);
  const counted: Facets['facets'] = [];
  for (const { name, facet } of facets) {
    counted.push({ facet: name, ...withinBytes(await count(counter, facet, limit)) });
  }
  return { total, facets: counted };
}

function count(counter: Counter, { by }: Facet, limit: number): Promise<CountedFacet> {
  if (by === 'tags') return counter.tags(limit);
  return 'added' in by ? counter.added(by.added, limit) : counter.values(by, limit);
}

/** Each facet has its part of a reply: own options of a field can be long. */
function withinBytes({ values, more }: CountedFacet): CountedFacet {
  const sizes = values.map(({ value }) => jsonBytes(value) + besideValue);
  const most = countWithin(sizes, pageBytes / mostFacets);
  return { values: values.slice(0, most), more: more || most < values.length };
}

/** Off the HTTP thread: it may look at every contact. */
export const countFacetsQuery = defineQuery({
  name: 'contacts.facets',
  run: (reader: Reader, { locationNo, ...request }: FacetsRequest & { locationNo: number }) =>
    countFacetsIn(reader, locationNo, request),
});

export function countFacets(
  engine: Engine,
  locationNo: number,
  request: FacetsRequest,
  signal: () => AbortSignal,
): Promise<Facets> {
  return engine.query(countFacetsQuery, { ...request, locationNo }, { signal: signal() });
}

/** What facets are named by; throws `search_invalid`. */
export async function toFacets(
  reader: Reader,
  locationNo: number,
  names: readonly string[],
): Promise<NamedFacet[]> {
  const fields = await getFieldDefinitions(reader, locationNo);
  return names.map((name, at) => ({ name, facet: toFacet(name, `facets.${at}`, fields) }));
}

const custom = 'customFields.';
const known = ['tags', 'source', 'assignedTo', 'country'] as const;

function toFacet(name: string, at: string, fields: FieldDefinitions): Facet {
  const plain = known.find((each) => each === name);
  if (plain) return { by: plain === 'tags' ? plain : { path: plain } };
  const period = periods.find((each) => name === `dateAdded:${each}`);
  if (period) return { by: { added: period } };
  if (!name.startsWith(custom)) {
    const names = [...known, ...periods.map((each) => `dateAdded:${each}`), `${custom}<id>`];
    return refuse(at, `${at} must be one of ${names.join(', ')}`);
  }
  const key = name.slice(custom.length).replace(/^contact\./, '');
  const field = fields.byId.get(key) ?? fields.byKey.get(key);
  if (!field) return refuse(at, `${at}: there is no custom field ${key}`);
  if (!hasOptions(field.dataType) || field.dataType === 'TEXTBOX_LIST') {
    return refuse(at, `${at} must be a custom field whose value is one of its options, or several`);
  }
  return { by: { customField: field.id } };
}

function refuse(field: string, message: string): never {
  throw errors.searchInvalid([{ field, message }]);
}
