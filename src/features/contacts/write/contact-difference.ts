import { type Difference, differenceOf } from '../../../lib/difference.ts';
import { compareTags } from '../tags/tag-rows.ts';
import type { ContactBody } from '../contact-body.ts';

type Whole = { body: ContactBody; tags: readonly string[] };

/**
 * What a change of a contact's event tells: of custom fields those that changed, null where there is
 * none; of tags those put on and taken off, or both lists where the order is another. A change of one
 * of a thousand values, or of a thousand contacts, must not repeat all that stayed. Undefined when
 * nothing differs.
 */
export function contactDifference(before: Whole, after: Whole): Difference | undefined {
  const { customFields: had, ...fieldsBefore } = before.body;
  const { customFields: has, ...fieldsAfter } = after.body;
  const fields = differenceOf(fieldsBefore, fieldsAfter);
  const told = { before: { ...fields?.before }, after: { ...fields?.after } };
  tellValues(told, had, has);
  tellTags(told, before.tags, after.tags);
  return Object.keys(told.after).length > 0 ? told : undefined;
}

function tellValues(
  told: Difference,
  had: ContactBody['customFields'],
  has: ContactBody['customFields'],
): void {
  const [was, is] = [
    new Map(had.map((each) => [each.id, each])),
    new Map(has.map((each) => [each.id, each])),
  ];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (id) => JSON.stringify(was.get(id)) !== JSON.stringify(is.get(id)),
  );
  if (changed.length === 0) return;
  told.before['customFields'] = changed.map((id) => was.get(id) ?? { id, value: null });
  told.after['customFields'] = changed.map((id) => is.get(id) ?? { id, value: null });
}

function tellTags(told: Difference, had: readonly string[], has: readonly string[]): void {
  if (JSON.stringify(had) === JSON.stringify(has)) return;
  const { added, removed, inOrder } = compareTags(had, has);
  if (!inOrder) {
    told.before['tags'] = had;
    told.after['tags'] = has;
    return;
  }
  told.before['tagsRemoved'] = removed;
  told.after['tagsAdded'] = added;
}
