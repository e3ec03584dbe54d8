import { errors } from '../../errors/catalogue.ts';
import { foldText } from '../../lib/text.ts';
import { tagKey } from '../../lib/tags.ts';
import { looksRelative } from '../../lib/relative-time.ts';
import { isTimeZone } from '../../lib/timezones.ts';
import type { Reader } from '../../storage/engine.ts';
import { getFieldDefinitions } from '../custom-fields/field-definitions.ts';
import { toCondition } from '../contacts/search/search-filters.ts';
import { nextEventsQuery } from '../events/next-events.ts';
import { type Condition, isTagMeant, isTagNamed } from './contact-matches.ts';
import type { ListLocation } from './list-search.ts';
import type { SmartList, View } from './smart-list.ts';

/** What a contact has by other records, whose events do not name it. */
const ofOthers: Readonly<Record<string, string>> = {
  businessName: 'businesses',
  activeWorkflows: 'workflows',
  lastAppointment: 'appointments',
  lastActivity: 'notes, tasks and appointments',
  nextTaskDue: 'tasks',
  openTasks: 'tasks',
  notes: 'notes',
  'relative to now': 'the time',
};

/** Throws `validation_failed` that names the first filter whose changes are no events of contacts, or which goes by the time. */
export function refuseUntold(filters: View['filters']): void {
  const found = untoldIn(
    Array.isArray(filters)
      ? filters
      : Object.fromEntries(Object.keys(filters).map((field) => [field, { field }])),
    'filters',
  );
  if (!found) return;
  const { at, name } = found;
  const message = `${at} is ${name}, which changes with ${ofOthers[name]}: who entered or left the list is not known`;
  throw errors.validationFailed([{ field: at, message }]);
}

type Sent = { field?: unknown; filters?: unknown; $not?: unknown; value?: unknown };
type Untold = { at: string; name: string };

function isRange(filter: object): boolean {
  return 'operator' in filter && filter.operator === 'range';
}

function untoldIn(filters: object, at: string): Untold | undefined {
  for (const [key, filter] of Object.entries(filters)) {
    const place = `${at}.${key}`;
    if (typeof filter !== 'object' || filter === null) continue;
    const { field, filters: inner, $not: not, value } = filter as Sent;
    for (const [name, group] of Object.entries({ filters: inner, $not: not })) {
      if (typeof group !== 'object' || group === null) continue;
      const each = Array.isArray(group) ? group : [group];
      const deeper = untoldIn(each, `${place}.${name}`);
      if (deeper) return deeper;
    }
    const bounds = typeof value === 'object' && value !== null ? Object.values(value) : [value];
    if (
      bounds.some((bound) => typeof bound === 'string' && looksRelative(bound)) &&
      isRange(filter)
    ) {
      return { at: `${place}.value`, name: 'relative to now' };
    }
    if (typeof field === 'string' && Object.hasOwn(ofOthers, field)) {
      return { at: `${place}.field`, name: field };
    }
  }
  return undefined;
}

/** Events that are looked through for what changed beside contacts. */
export const mostBeside = 5000;
const pageOfBeside = { limit: 500, bytes: 4 * 1024 * 1024 };

/**
 * Throws `changes_unknown` where something since the position changed who is in the list, or may have,
 * without an event of the contacts: the list itself, a tag, a custom field, how values are read.
 */
export async function refuseUnknown(
  reader: Reader,
  location: ListLocation,
  list: Pick<SmartList, 'filters' | 'query' | 'fuzzy' | 'holdsSince'>,
  condition: Condition,
  after: number,
): Promise<void> {
  if (list.holdsSince > after) throw errors.changesUnknown('The filters of the list have changed');
  const { fieldIds, isAboutTag, isAboutText } = reachOf(condition);
  const types = [
    'location.updated',
    ...(fieldIds.size > 0 ? (['customField.created'] as const) : []),
    ...(isAboutText ? (['customField.updated', 'customField.deleted'] as const) : []),
    ...(isAboutTag ? (['tag.updated', 'tag.deleted'] as const) : []),
  ] as const;
  let seen = 0;
  let from = after;
  for (let more = true; more; ) {
    const asked = { locationNo: location.no, contactId: null, types, after: from, ...pageOfBeside };
    const page = await nextEventsQuery.run(reader, asked);
    for (const row of page.rows) {
      const before = namesOf(row.before);
      const names = [before.name, namesOf(row.after).name].flatMap((name) => name ?? []);
      if (row.type === 'location.updated') {
        if (await readsOtherwise(reader, location, list, condition, before)) {
          throw errors.changesUnknown('The country or time zone of the location has changed');
        }
      } else if (row.type === 'customField.created') {
        if (fieldIds.has(row.record_id)) {
          throw errors.changesUnknown('A custom field of the filters was made');
        }
      } else if (row.type.startsWith('customField.')) {
        if (isSearchable(row.before) !== isSearchable(row.after)) {
          const what = 'The custom fields that the text is looked for in have changed';
          throw errors.changesUnknown(what);
        }
      } else if (!isSameTag(names) && names.some((name) => isAboutTag?.(name))) {
        throw errors.changesUnknown(`The tag ${names[0]} was renamed or deleted`);
      }
    }
    seen += page.rows.length;
    if (seen > mostBeside) throw errors.changesUnknown('Too much beside contacts has changed');
    from = page.upTo;
    more = page.more;
  }
}

/** Written by the commands of custom fields and nowhere else. */
function isSearchable(json: string | null): boolean {
  const { details } = JSON.parse(json ?? '{}') as { details?: { searchable?: boolean } };
  return details?.searchable ?? false;
}

type Named = { name?: string; country?: string; timezone?: string };

/** Of a tag or a location; written by their commands and nowhere else. */
function namesOf(json: string | null): Named {
  return JSON.parse(json ?? '{}') as Named;
}

/** Another spelling of one name. */
function isSameTag([one, other]: readonly string[]): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    tagKey(one) === tagKey(other) &&
    foldText(one) === foldText(other)
  );
}

async function readsOtherwise(
  reader: Reader,
  location: ListLocation,
  { filters, query, fuzzy }: Pick<View, 'filters' | 'query' | 'fuzzy'>,
  condition: Condition,
  { country = location.country, timezone = 'UTC' }: Named,
): Promise<boolean> {
  const fields = await getFieldDefinitions(reader, location.no);
  const timeZone = isTimeZone(timezone) ? timezone : 'UTC';
  // A list that goes by the time has been refused.
  const rules = { country, timeZone, fields, now: 0 };
  const formerly = toCondition(filters, { query: query ?? undefined, fuzzy }, rules);
  return JSON.stringify(formerly) !== JSON.stringify(condition);
}

type Reach = {
  fieldIds: ReadonlySet<string>;
  /** Undefined where no condition asks for tags. */
  isAboutTag: ((name: string) => boolean) | undefined;
  isAboutText: boolean;
};

/** What beside contacts a condition depends on. */
function reachOf(condition: Condition): Reach {
  const fieldIds = new Set<string>();
  const tests: ((name: string) => boolean)[] = [];
  let isAboutText = false;
  const visit = (each: Condition): void => {
    if ('all' in each) each.all.forEach(visit);
    else if ('any' in each) each.any.forEach(visit);
    else if ('not' in each) visit(each.not);
    else if ('tag' in each || 'tagPart' in each || 'tagged' in each) {
      tests.push((name) => isTagMeant(each, name));
    } else if ('text' in each && !('contains' in each)) {
      isAboutText = true;
      tests.push((name) => isTagNamed(each.text, name));
    } else {
      for (const value of Object.values(each)) {
        if (typeof value === 'object' && 'customField' in value) fieldIds.add(value.customField);
      }
    }
  };
  visit(condition);
  const isAboutTag = (name: string): boolean => tests.some((test) => test(name));
  return { fieldIds, isAboutTag: tests.length > 0 ? isAboutTag : undefined, isAboutText };
}
