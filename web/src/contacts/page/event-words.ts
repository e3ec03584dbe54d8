import type { ContactEvent } from '../../api/contact-events.ts';
import { type Change, type FieldKey, customFieldOf } from '../../api/contact-values.ts';
import type { Contact } from '../../api/contacts.ts';
import type { User } from '../../api/location-lists.ts';
import { readRichText, toLine } from '../../lib/rich-text.ts';
import type { ContactField } from '../fields.tsx';
import { words } from './words.ts';

/** Who did it: a user or an integration by name, else what kind of thing it was. */
export function actorOf(actor: Readonly<Record<string, unknown>>, users: readonly User[]): string {
  const { kind, id, name } = actor;
  if (typeof name === 'string' && name !== '') return name;
  const user = users.find((each) => each.id === id);
  if (user) return user.name;
  const named = words.actors[String(kind) as keyof typeof words.actors] as string | undefined;
  return named ?? words.somebody;
}

export function sentenceOf({ type }: ContactEvent): string {
  return words.events[type as keyof typeof words.events] ?? type;
}

export type Shown = { label: string; before: string; after: string };

type Values = Readonly<Record<string, unknown>>;

/** What differs, field by field, in the words of the page. */
export function changesOf(event: ContactEvent, fields: readonly ContactField[]): Shown[] {
  const { type } = event;
  const [before, after] = [valuesOf(event.before), valuesOf(event.after)];
  if (type.startsWith('note.')) return ofNote(before, after);
  if (type.startsWith('task.')) return ofTask(before, after);
  if (type === 'contact.updated') return ofContact(before, after, fields);
  const name = after['name'] ?? before['name'] ?? after['originalName'] ?? before['originalName'];
  return typeof name === 'string' && type !== 'contact.created' && type !== 'contact.deleted'
    ? [{ label: '', before: '', after: name }]
    : [];
}

function valuesOf(values: unknown): Values {
  return typeof values === 'object' && values !== null ? (values as Values) : {};
}

function ofNote(before: Values, after: Values): Shown[] {
  const body = after['body'] ?? before['body'];
  if (typeof body !== 'string') return [];
  const text = toLine(readRichText(body).nodes);
  const short = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
  return [{ label: '', before: '', after: short }];
}

const mostShown = 280;

function ofTask(before: Values, after: Values): Shown[] {
  const title = after['title'] ?? before['title'];
  return typeof title === 'string' ? [{ label: '', before: '', after: title }] : [];
}

function ofContact(before: Values, after: Values, fields: readonly ContactField[]): Shown[] {
  const plain = fields
    .filter(({ key, isCustom }) => !isCustom && key !== 'tags' && Object.hasOwn(after, key))
    .map(({ key, label, text }) => shown(label, text(before[key]), text(after[key])));
  const was = new Map(listOf(before['customFields']).map((each) => [each['id'], each['value']]));
  const byId = new Map(fields.map((field) => [customFieldOf(field.key), field]));
  const custom = listOf(after['customFields']).map(({ id, value }) => {
    const field = byId.get(String(id));
    const text = field?.text ?? String;
    return shown(field?.label ?? String(id), text(was.get(id)), text(value));
  });
  const tags = [
    ...textsOf(after['tagsAdded']).map((tag) => shown(words.tag, '', tag)),
    ...textsOf(before['tagsRemoved']).map((tag) => shown(words.tag, tag, '')),
  ];
  const others = words.otherChanges
    .filter(({ key }) => Object.hasOwn(after, key))
    .map(({ label, key }) => shown(label, linesOf(before[key]), linesOf(after[key])));
  return [...plain, ...custom, ...tags, ...others];
}

const shown = (label: string, before: string, after: string): Shown => ({ label, before, after });

function listOf(value: unknown): Values[] {
  return Array.isArray(value) ? value.map(valuesOf) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function linesOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((each) => String(Object.values(valuesOf(each))[0] ?? each)).join(', ');
  }
  if (typeof value === 'object' && value !== null) return channelsOf(valuesOf(value));
  return value === null || value === undefined ? '' : String(value);
}

/** The channels that are off, of settings by channel. */
function channelsOf(settings: Values): string {
  const off = Object.entries(settings).filter(
    ([, setting]) => valuesOf(setting)['status'] !== 'inactive',
  );
  const named: Readonly<Record<string, string>> = words.channels;
  return off.map(([channel]) => named[channel] ?? channel).join(', ');
}

/** Fields of a contact that an update is taken back by. */
const undoable = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'companyName',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'website',
  'timezone',
  'source',
  'dateOfBirth',
  'gender',
  'assignedTo',
  'dnd',
] as const;

/** What puts the fields of an update back as they were; tags go from what they are now. */
export function inverseOf(event: ContactEvent, now: Contact): Change {
  const [before, after] = [valuesOf(event.before), valuesOf(event.after)];
  const change: Partial<Record<FieldKey, unknown>> = {};
  for (const key of undoable) {
    if (Object.hasOwn(after, key)) change[key] = before[key] ?? null;
  }
  const was = new Map(listOf(before['customFields']).map((each) => [each['id'], each['value']]));
  for (const { id } of listOf(after['customFields'])) {
    change[`customFields.${String(id)}`] = was.get(id) ?? null;
  }
  const added = textsOf(after['tagsAdded']);
  const removed = textsOf(before['tagsRemoved']);
  if (added.length + removed.length > 0) {
    const kept = now.tags.filter((tag) => !added.includes(tag));
    change.tags = [...kept, ...removed.filter((tag) => !kept.includes(tag))];
  }
  return change;
}
