import { errors } from '../../../errors/catalogue.ts';
import { joinName } from '../../../lib/names.ts';
import { lowerCase } from '../../../lib/text.ts';
import { applyAdditional } from './additional-addresses.ts';
import { type ContactBody, type ContactChange, textFields } from '../contact-body.ts';
import { type Actor, provenanceOf } from '../../../lib/actor.ts';

/** A new contact's body before its fields are applied. */
export function emptyBody(
  id: string,
  locationId: string,
  now: number,
  actor: Actor,
  country: string,
): ContactBody {
  const at = new Date(now).toISOString();
  return {
    id,
    locationId,
    type: 'lead',
    dnd: false,
    country,
    customFields: [],
    dateAdded: at,
    dateUpdated: at,
    createdBy: provenanceOf(actor, at),
  };
}

export const mostCustomFields = 1000;

/** The body after a change; throws when there are too many custom field values, or when a permanent DND setting would be lifted. */
export function applyChange(body: ContactBody, change: ContactChange): ContactBody {
  const next: ContactBody = { ...body };
  for (const field of textFields) {
    const value = change.text[field];
    if (value === undefined) continue;
    if (value === null) delete next[field];
    else next[field] = value;
  }
  setOrDelete(next, 'name', joinName(next.firstName, next.lastName));
  setOrDelete(next, 'firstNameLowerCase', next.firstName && lowerCase(next.firstName));
  setOrDelete(next, 'lastNameLowerCase', next.lastName && lowerCase(next.lastName));
  setOrDelete(next, 'fullNameLowerCase', next.name && lowerCase(next.name));
  setOrDelete(next, 'emailLowerCase', next.email && lowerCase(next.email));
  if (change.dnd !== undefined) next.dnd = change.dnd;
  if (change.dndSettings) next.dndSettings = mergeDnd(body.dndSettings ?? {}, change.dndSettings);
  if (change.inboundDndSettings) next.inboundDndSettings = change.inboundDndSettings;
  applyAdditional(next, body, change);
  if (change.followers) {
    if (change.followers.length > 0) next.followers = change.followers;
    else delete next.followers;
  }
  if (change.customFields) {
    const values = new Map(body.customFields.map((each) => [each.id, each]));
    for (const { id, value: sent, kept } of change.customFields) {
      const value = kept ? withKept(sent, values.get(id)?.value, kept) : sent;
      if (value === null) values.delete(id);
      else values.set(id, { id, value });
    }
    if (values.size > mostCustomFields) {
      const message = `customFields must have at most ${mostCustomFields} values in all`;
      throw errors.validationFailed([{ field: 'customFields', message }]);
    }
    next.customFields = [...values.values()];
  }
  return next;
}

/** Marks a changed body with who and when. */
export function touch(body: ContactBody, now: number, actor: Actor): ContactBody {
  const at = new Date(now).toISOString();
  return { ...body, dateUpdated: at, lastUpdatedBy: provenanceOf(actor, at) };
}

function mergeDnd(
  current: NonNullable<ContactBody['dndSettings']>,
  change: NonNullable<ContactChange['dndSettings']>,
): NonNullable<ContactBody['dndSettings']> {
  const merged = { ...current, ...change };
  for (const [channel, setting] of Object.entries(current)) {
    const after = Object.entries(merged).find(([name]) => name === channel)?.[1];
    if (setting.status === 'permanent' && after?.status !== 'permanent') {
      throw errors.dndPermanent(channel);
    }
  }
  return merged;
}

/** The texts of a text-box list with those of before that were not sent. */
function withKept(sent: unknown, before: unknown, kept: readonly string[]): unknown {
  const former = typeof before === 'object' && before !== null ? Object.entries(before) : [];
  const left = former.filter(([key]) => kept.includes(key));
  const whole = { ...Object.fromEntries(left), ...(typeof sent === 'object' && sent) };
  return Object.keys(whole).length > 0 ? whole : null;
}

function setOrDelete<K extends 'name' | (`${string}LowerCase` & keyof ContactBody)>(
  body: ContactBody,
  key: K,
  value: string | undefined,
): void {
  if (value === undefined || value === '') delete body[key];
  else body[key] = value as ContactBody[K];
}
