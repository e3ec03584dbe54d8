import type { WireVersion } from '../../../contract/operation.ts';
import type { ContactBody, CustomFieldValue } from './contact-body.ts';
import type { ContactList, ListedRow } from './list/list-contacts.ts';
import { type TextName, ownMembers, textJson } from './stored-json.ts';

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

const allEmpty = lists.map((name) => `,"${name}":[]`).join('');

/** The empty lists that a body lacks, as JSON to splice in. */
function emptyListsOf(body: string, from = ownMembers(body)): string {
  // Of what stands there, only these are lists.
  if (!body.includes('[', from)) return allEmpty;
  let json = '';
  for (const name of lists) if (!body.includes(`"${name}":`, from)) json += `,"${name}":[]`;
  return json;
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
    toItemJson(row, `[${row.date_added},"${row.id}"]`, version, keys),
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
  const items = rows.map((row) => {
    const name = textJson(row.body, 'fullNameLowerCase', ownMembers(row.body)) || '""';
    return toItemJson(row, `[${name},"${row.id}"]`, version);
  });
  return `{"contacts":[${items.join(',')}],"count":${total},"meta":{"total":${total}}}`;
}

/** The stored body with what a list adds spliced in: neither read nor written anew. */
function toItemJson(
  { body, tags }: ListedRow,
  startAfter: string,
  version: WireVersion,
  keys?: FieldKeys,
): string {
  const from = ownMembers(body);
  const named = (name: string, of: TextName): string => {
    const text = textJson(body, of, from);
    return text && `,"${name}":${text}`;
  };
  const names = `${named('contactName', 'fullNameLowerCase')}${named('firstNameRaw', 'firstName')}${named('lastNameRaw', 'lastName')}`;
  return `${openJson(body, version, keys)}${emptyListsOf(body, from)}${names},"attributions":[],"startAfter":${startAfter},"tags":${tags}}`;
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
