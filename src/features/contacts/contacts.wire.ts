import type { WireVersion } from '../../../contract/operation.ts';
import type { ContactBody, CustomFieldValue } from './contact-body.ts';
import type { ContactList, ListedRow } from './list/list-contacts.ts';

const v3Channels: Readonly<Record<string, string>> = {
  Call: 'call',
  Email: 'email',
  SMS: 'sms',
  WhatsApp: 'whatsApp',
  GMB: 'gmb',
  FB: 'fb',
  RCS: 'rcs',
};

/** Absent from the body when they are empty; the live service always sends them. */
const lists = ['additionalEmails', 'additionalPhones', 'followers'] as const;

const emptyList = (name: string): string => `,"${name}":[]`;
const allEmpty = lists.map(emptyList).join('');
const listKeys = lists.map((name) => `"${name}":`);

/** The empty lists that a body lacks, as JSON to splice in. */
function emptyListsOf(body: string): string {
  // Seldom: a name may also stand within the value of a custom field, so the body itself is asked.
  return listKeys.some((key) => body.includes(key)) ? emptyLists(parse(body)) : allEmpty;
}

function emptyLists(stored: ContactBody): string {
  return lists.map((name) => (stored[name] ? '' : emptyList(name))).join('');
}

function withLists(body: ContactBody): ContactBody {
  const { additionalEmails = [], additionalPhones = [], followers = [] } = body;
  return { ...body, additionalEmails, additionalPhones, followers };
}

/** GET, update, upsert (and v3's create): the stored body with the tags and empty lists spliced in. */
export function toContactJson(
  body: string,
  tagsJson: string,
  version: WireVersion,
  keys?: FieldKeys,
): string {
  return `${openJson(body, version, keys)}${emptyListsOf(body)},"tags":${tagsJson}}`;
}

/** The stored body in a version, open at its end. */
function openJson(body: string, version: WireVersion, keys?: FieldKeys): string {
  const asStored = !keys && (version === 'v2' || !body.includes('"dndSettings"'));
  const renamed = asStored ? body : JSON.stringify(withVersion(parse(body), version, keys));
  return renamed.slice(0, -1);
}

/** What create returns: v2 has a shape of its own. Source: the published document. */
export function toCreatedContactJson(
  body: string,
  tags: readonly string[],
  version: WireVersion,
): string {
  if (version === 'v3') return toContactJson(body, JSON.stringify(tags), version);
  const { name: _name, dateOfBirth, ...contact } = withLists(parse(body));
  return JSON.stringify({
    ...contact,
    ...(dateOfBirth !== undefined && {
      dateOfBirth: `${dateOfBirth}T00:00:00.000Z`,
      // From 0, as published: 8 is September.
      birthMonth: Number(dateOfBirth.slice(5, 7)) - 1,
      birthDay: Number(dateOfBirth.slice(8, 10)),
    }),
    deleted: false,
    tags,
    bounceEmail: false,
    unsubscribeEmail: false,
    offers: [],
    products: [],
  });
}

/** Keys of the custom fields by their ids, where the request asks for them. */
export type FieldKeys = ReadonlyMap<string, string>;

export type ListLink = { baseUrl: string; query: Readonly<Record<string, unknown>>; page: number };

/** A page with `meta` as observed on the wire; `nextPageUrl` carries filters and cursor. */
export function toContactListJson(
  list: ContactList,
  link: ListLink,
  version: WireVersion,
  keys?: FieldKeys,
): string {
  const items = list.rows.map((row) =>
    toItemJson(row, () => [row.date_added, row.id], version, keys),
  );
  const last = list.rows.at(-1);
  const { page } = link;
  const meta = {
    total: list.total,
    nextPageUrl: list.more && last ? nextPageUrl(link, last.date_added, last.id) : null,
    startAfterId: last?.id ?? null,
    startAfter: last?.date_added ?? null,
    currentPage: page,
    nextPage: list.more ? page + 1 : null,
    prevPage: page > 1 ? page - 1 : null,
  };
  return `{"contacts":[${items.join(',')}],"count":${items.length},"meta":${JSON.stringify(meta)}}`;
}

/** A page by name; each item's `startAfter` is where the next page goes on after it. */
export function toBusinessContactsJson(
  { rows, total }: { rows: readonly ListedRow[]; total: number },
  version: WireVersion,
): string {
  const items = rows.map((row) =>
    toItemJson(row, ({ fullNameLowerCase = '' }) => [fullNameLowerCase, row.id], version),
  );
  return `{"contacts":[${items.join(',')}],"count":${total},"meta":{"total":${total}}}`;
}

/** The stored body with what a list adds spliced in: it is read for three names, not written anew. */
function toItemJson(
  row: ListedRow,
  startAfter: (body: ContactBody) => [string | number, string],
  version: WireVersion,
  keys?: FieldKeys,
): string {
  const body = parse(row.body);
  const added = {
    contactName: body.fullNameLowerCase,
    firstNameRaw: body.firstName,
    lastNameRaw: body.lastName,
    attributions: [],
    startAfter: startAfter(body),
  };
  const more = `${emptyLists(body)},${JSON.stringify(added).slice(1, -1)},"tags":${row.tags}}`;
  return `${openJson(row.body, version, keys)}${more}`;
}

function nextPageUrl(link: ListLink, startAfter: number, startAfterId: string): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries(link.query)) {
    for (const each of [value].flat()) next.append(name, String(each));
  }
  next.set('startAfter', String(startAfter));
  next.set('startAfterId', startAfterId);
  next.set('page', String(link.page + 1));
  return `${link.baseUrl}/contacts/?${next}`;
}

export function withVersion(stored: ContactBody, version: WireVersion, keys?: FieldKeys): object {
  const body = keys ? { ...stored, customFields: withKeys(stored.customFields, keys) } : stored;
  if (version === 'v2' || !body.dndSettings) return body;
  const renamed = Object.entries(body.dndSettings).map(([channel, setting]) => [
    v3Channels[channel] ?? channel,
    setting,
  ]);
  return { ...body, dndSettings: Object.fromEntries(renamed) };
}

function withKeys(values: readonly CustomFieldValue[], keys: FieldKeys): object[] {
  return values.map(({ id, value }) => {
    const key = keys.get(id);
    return { id, ...(key !== undefined && { key }), value };
  });
}

function parse(body: string): ContactBody {
  // Written by the contact commands and nowhere else.
  return JSON.parse(body) as ContactBody;
}
