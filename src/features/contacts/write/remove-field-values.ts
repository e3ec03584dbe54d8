import { defineJobKind } from '../../jobs/job.ts';
import { selectContactSlice } from './field-removals.store.ts';
import { changeContacts } from './write-contact.ts';

/** Contacts that one slice looks at. */
const sliceOfContacts = 500;

/** Takes the values of a deleted field off the contacts in order of their ids, each with its event. */
export const removeFieldValuesJob = defineJobKind<object, { afterContactId: string }>({
  kind: 'remove-field-values',
  slice: async (tx, { locationNo, subjectId: fieldId, cursor }, tools) => {
    const place = { locationNo, fieldId, afterContactId: cursor?.afterContactId ?? '' };
    const { contacts, more } = await selectContactSlice(tx, place, sliceOfContacts);
    const ids = contacts.filter(({ hasValue }) => hasValue).map(({ id }) => id);
    const cleared = { text: {}, customFields: [{ id: fieldId, value: null }] };
    const done = await changeContacts(tx, { locationNo, ids }, cleared, tools, tools.isTimeUp);
    const last = done < ids.length ? ids[done - 1] : contacts.at(-1)?.id;
    if (last === undefined || (done === ids.length && !more)) return { done, more: false };
    return { done, more: true, cursor: { afterContactId: last } };
  },
});
