import type { DatabaseSync } from 'node:sqlite';
import type { SearchWords } from './search-words.ts';
import type { Seeded } from './seeded.ts';

export type Request = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: object };
/**
 * A question to the server, and the same to the tables by hand. The statement gives `total` in its
 * first row, which the reply must have, too; and `id`, `body` of each contact of the page.
 */
export type SearchRow = { name: string; request: Request; sql: string; note?: 'scan' };

type Filter = object;
const limit = 20;

/** Some 0.7 % of all. */
export function referred(fieldIds: Seeded['fieldIds']): Filter[] {
  const score = fieldIds['Lead score'];
  return [
    { field: 'tags', operator: 'eq', value: 'customer' },
    { field: 'source', operator: 'eq', value: 'Referral' },
    { field: `customFields.${score}`, operator: 'range', value: { gte: 50, lt: 80 } },
  ];
}

/** Everything that is timed. A further question is a further entry. */
export function searchRows(
  { locationNo, locationId, fieldIds }: Seeded,
  words: SearchWords,
  database: DatabaseSync,
  smartListId: string,
): SearchRow[] {
  const search = (body: object): Request => ({
    method: 'POST',
    path: '/contacts/search',
    body: { locationId, pageLimit: limit, ...body },
  });
  const filtered = (filters: Filter[], more: object = {}): Request => search({ filters, ...more });
  const of = (field: string, operator: string, value: unknown): Filter => ({
    field,
    operator,
    value,
  });
  const [score = '', plan = ''] = [fieldIds['Lead score'], fieldIds['Plan']];
  const { rare, part, name, letter, deep } = words;
  const [from, to] = [Date.UTC(2025, 3, 1), Date.UTC(2025, 6, 1)];
  const newest = 'date_added DESC, id DESC';
  const live = `c.location_no = ${locationNo} AND c.deleted_at IS NULL`;
  const all = `(SELECT contact_count FROM locations WHERE no = ${locationNo})`;
  /** The contacts of what is listed as `matching`, the first ones in order with their bodies. */
  const page = (matching: string, order = newest): string => `
    WITH matching AS MATERIALIZED (${matching}),
      page AS (SELECT * FROM matching ORDER BY ${order} LIMIT ${limit})
    SELECT (SELECT count(*) FROM matching) AS total, c.id, c.body
    FROM (SELECT 1) LEFT JOIN page ON true LEFT JOIN contacts c ON c.no = page.no
    ORDER BY ${order.replaceAll(/(\w+)( DESC)?(?=,|$)/g, 'page.$1$2')}`;
  const keys = 'c.no, c.id, c.date_added, c.first_name_key';
  const withTag = (tag: string): string => `
    SELECT x.contact_no FROM contact_tags x WHERE x.location_no = ${locationNo} AND x.tag_no =
      (SELECT no FROM tags WHERE location_no = ${locationNo} AND name_key = ${text(tag)})`;
  const tagged = (tag: string, more = ''): string => `
    SELECT ${keys} FROM contact_tags x CROSS JOIN contacts c ON c.no = x.contact_no
    WHERE x.location_no = ${locationNo} AND x.tag_no =
      (SELECT no FROM tags WHERE location_no = ${locationNo} AND name_key = ${text(tag)})
      AND c.deleted_at IS NULL ${more}`;
  const scanned = (where: string): string =>
    `SELECT ${keys} FROM contacts c NOT INDEXED WHERE ${live} AND ${where}`;
  const orTagged = (inText: string, isNamed: string, part: string): string => {
    const tags = database
      .prepare(`SELECT no FROM tags WHERE location_no = ? AND instr(${isNamed}, ?) > 0`)
      .all(locationNo, part)
      .map(({ no }) => Number(no));
    if (tags.length === 0) return inText;
    return `(${inText} OR t.contact_no IN (SELECT contact_no FROM contact_tags
      WHERE location_no = ${locationNo} AND tag_no IN (${tags.join(', ')})))`;
  };
  const holds = (term: string): string =>
    orTagged(`instr(t.text, ${text(term)}) > 0`, 'name_key', term);
  const spaced = (column: string): string =>
    [
      'char(10)',
      "'.'",
      "'@'",
      "'-'",
      "'_'",
      "':'",
      "'&'",
      "'’'",
      "''''",
      "'('",
      "')'",
      "','",
    ].reduce((inner, sign) => `replace(${inner}, ${sign}, ' ')`, `' ' || ${column}`);
  /** Where a word begins so. */
  const begins = (term: string): string =>
    orTagged(
      `instr(${spaced('t.text')}, ${text(` ${term.slice(0, 5)}`)}) > 0`,
      spaced('name_key'),
      ` ${term}`,
    );
  const found = (query: string): string => `
    SELECT ${keys}, CASE WHEN first_name_key || ' ' || last_name_key = ${text(query)} THEN 0
      WHEN ${query.split(' ').map(begins).join(' AND ')} THEN 1 ELSE 2 END AS rank
    FROM contact_text t JOIN contacts c ON c.no = t.contact_no
    WHERE t.location_no = ${locationNo} AND ${query.split(' ').map(holds).join(' AND ')}`;
  const queried = (what: string, query: string): SearchRow => ({
    name: `${what}: ${query}`,
    request: search({ query }),
    sql: page(found(query), `rank, ${newest}`),
    note: 'scan',
  });

  const scored = tagged(
    'customer',
    `AND c.source_key = 'referral' AND EXISTS (SELECT 1 FROM json_each(c.body, '$.customFields') f
       WHERE f.value ->> '$.id' = ${text(score)}
         AND f.value ->> '$.value' >= 50 AND f.value ->> '$.value' < 80)`,
  );

  return [
    {
      name: 'one tag',
      request: filtered([of('tags', 'eq', 'customer')]),
      sql: page(tagged('customer')),
    },
    {
      name: 'a rare tag',
      request: filtered([of('tags', 'eq', 'franchise')]),
      sql: page(tagged('franchise')),
    },
    {
      name: 'tag, source and a range of numbers',
      request: filtered(referred(fieldIds)),
      sql: page(scored),
    },
    {
      name: 'the same, counted',
      request: {
        method: 'POST',
        path: '/api/contacts/count',
        body: { locationId, filters: referred(fieldIds) },
      },
      sql: `SELECT count(*) AS total, null AS id FROM (${scored})`,
    },
    {
      name: 'the same as a smart list',
      request: { method: 'GET', path: `/api/smart-lists/${smartListId}/contacts?limit=${limit}` },
      sql: page(scored),
    },
    {
      name: 'one of three groups',
      request: filtered([
        {
          group: 'OR',
          filters: [
            { group: 'AND', filters: [of('tags', 'eq', 'vip'), of('dnd', 'eq', false)] },
            {
              group: 'AND',
              filters: [of('source', 'eq', 'Trade show'), of('city', 'eq', 'Chicago')],
            },
            {
              group: 'AND',
              filters: [of('companyName', 'contains', 'logistics'), of('country', 'eq', 'DE')],
            },
          ],
        },
      ]),
      sql: page(
        scanned(`(c.source_key = 'trade show' AND fold_text(c.body ->> '$.city') = 'chicago'
          OR instr(c.company_name_key, 'logistics') > 0 AND c.body ->> '$.country' = 'DE'
          OR c.no IN (${withTag('vip')}) AND NOT c.body ->> '$.dnd')`),
      ),
      note: 'scan',
    },
    {
      name: 'a custom option',
      request: filtered([of(`customFields.${plan}`, 'eq', 'Business')]),
      // As the body is written: quicker than to read its JSON.
      sql: page(scanned(`instr(c.body, ${text(`"id":"${plan}","value":"Business"}`)}) > 0`)),
      note: 'scan',
    },
    {
      name: 'city does not contain',
      request: filtered([of('city', 'not_contains', 'an')]),
      sql: page(scanned("ifnull(instr(fold_text(c.body ->> '$.city'), 'an') = 0, 1)")),
      note: 'scan',
    },
    {
      name: 'company does not contain',
      request: filtered([of('companyName', 'not_contains', 'north')]),
      sql: page(scanned("ifnull(instr(c.company_name_key, 'north') = 0, 1)")),
      note: 'scan',
    },
    {
      name: 'three months, by first name',
      request: filtered([of('dateAdded', 'range', { gte: from, lt: to })], {
        sort: [{ field: 'firstNameLowerCase', direction: 'asc' }],
      }),
      sql: page(
        `SELECT ${keys}, c.first_name_key IS NULL AS last FROM contacts c
         WHERE ${live} AND c.date_added >= ${from} AND c.date_added < ${to}`,
        'last, first_name_key, id',
      ),
    },
    queried('a rare word', rare),
    queried('a common part', part),
    queried('two words', name),
    queried('one letter', letter),
    {
      name: 'page 1,000 of 10',
      request: search({ pageLimit: 10, page: 1000 }),
      sql: `SELECT ${all} AS total, c.id, c.body FROM (SELECT 1) LEFT JOIN (
          SELECT no FROM contacts c WHERE ${live} ORDER BY ${newest} LIMIT 10 OFFSET 9990) page
        LEFT JOIN contacts c ON c.no = page.no ORDER BY c.date_added DESC, c.id DESC`,
    },
    {
      name: 'after a cursor deep inside',
      request: search({ searchAfter: [deep.dateAdded, deep.id] }),
      sql: `SELECT ${all} AS total, c.id, c.body FROM contacts c
        WHERE ${live} AND (date_added, id) < (${deep.dateAdded}, ${text(deep.id)})
        ORDER BY ${newest} LIMIT ${limit}`,
    },
    {
      name: 'facets of 50 tags',
      request: {
        method: 'POST',
        path: '/api/contacts/facets',
        body: {
          locationId,
          facets: ['tags'],
          limit: 50,
          filters: [of('tags', 'eq', 'customer')],
        },
      },
      sql: `WITH matching AS MATERIALIZED (${tagged('customer')})
        SELECT (SELECT count(*) FROM matching) AS total, t.name || ' ' || count(*) AS id
        FROM matching m JOIN contact_tags x ON x.contact_no = m.no JOIN tags t ON t.no = x.tag_no
        GROUP BY t.no ORDER BY count(*) DESC, t.name_key LIMIT 50`,
    },
    {
      name: 'no filter, first page',
      request: search({}),
      sql: first(limit),
    },
    {
      name: 'GET /contacts/, first page',
      request: { method: 'GET', path: `/contacts/?locationId=${locationId}&limit=${limit}` },
      sql: first(limit),
    },
  ];

  function first(count: number): string {
    return `SELECT ${all} AS total, c.id, c.body FROM contacts c
      WHERE ${live} ORDER BY ${newest} LIMIT ${count}`;
  }
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
