import { toIsoTime } from '../../lib/iso-time.ts';
import { tagKey } from '../../lib/tags.ts';
import type { ContactBody, CustomFieldValue } from '../contacts/contact-body.ts';
import type { ContactState } from './contact-matches.ts';

/** As it is stored; `before` and `after` are JSON. */
export type ContactEvent = {
  position: number;
  type: string;
  at: number;
  before: string | null;
  after: string | null;
};

/** What tells of a contact by itself. */
export const contactTypes = [
  'contact.created',
  'contact.updated',
  'contact.deleted',
  'contact.restored',
  'contact.erased',
] as const;

/**
 * What a contact was before an event, undefined where it was not live, from what it was after it.
 * `older` is the event before this one, which says when the contact was changed until then.
 */
export function beforeEvent(
  after: ContactState | undefined,
  event: ContactEvent,
  older: ContactEvent | undefined,
): ContactState | undefined {
  if (event.type === 'contact.deleted') return wholeOf(event.before);
  // The tags of a deleted contact may change, too: it stays deleted.
  if (event.type !== 'contact.updated' || !after) return undefined;
  const { tags, tagsRemoved = [], customFields = [], ...fields } = toldBy(event.before);
  const { tagsAdded = [] } = toldBy(event.after);
  const added = new Set(tagsAdded.map(tagKey));
  const body = withFields(after.body, fields);
  return {
    body: {
      ...body,
      customFields: withValues(body.customFields, customFields),
      ...(older && { dateUpdated: changedAt(older) }),
    },
    tags: tags ?? [...after.tags.filter((tag) => !added.has(tagKey(tag))), ...tagsRemoved],
  };
}

/** Written by the commands of contacts and nowhere else; of custom fields and tags what changed. */
type Told = Record<string, unknown> & {
  tags?: string[];
  tagsAdded?: string[];
  tagsRemoved?: string[];
  customFields?: CustomFieldValue[];
};

function toldBy(json: string | null): Told {
  return JSON.parse(json ?? '{}') as Told;
}

function wholeOf(json: string | null): ContactState {
  const { tags, ...body } = JSON.parse(json ?? '{}') as ContactBody & { tags: string[] };
  return { body, tags };
}

function changedAt({ type, at, after }: ContactEvent): string {
  return type === 'contact.restored' ? wholeOf(after).body.dateUpdated : toIsoTime(at);
}

/** Null is absent. */
function withFields(body: ContactBody, fields: Readonly<Record<string, unknown>>): ContactBody {
  const all = Object.entries({ ...body, ...fields }).filter(([, value]) => value !== null);
  return Object.fromEntries(all) as ContactBody;
}

function withValues(
  held: readonly CustomFieldValue[],
  changed: readonly CustomFieldValue[],
): CustomFieldValue[] {
  const ids = new Set(changed.map(({ id }) => id));
  return [
    ...held.filter(({ id }) => !ids.has(id)),
    ...changed.filter(({ value }) => value !== null),
  ];
}
