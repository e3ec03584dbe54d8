import { defineJobKind } from '../../jobs/job.ts';
import { selectContactSlice } from './field-removals.store.ts';
import { changeContacts } from './write-contact.ts';

/** Contacts that one slice looks at. */
const sliceOfContacts = 500;

/** Takes the values of a deleted field off the contacts in order of their ids, each with its event. */
export const removeFieldValuesJob = defineJobKind<{ fieldId: string }, { afterContactId: string }>({
  kind: 'remove-field-values',
  slice: async (tx, { locationNo, input, cursor }, tools) => {
    const { fieldId } = input;
    const afterContactId = cursor?.afterContactId ?? '';
    const page = { locationNo, fieldId, afterContactId };
    const contacts = await selectContactSlice(tx, page, sliceOfContacts);
    const ids = contacts.filter(({ hasValue }) => hasValue).map(({ id }) => id);
    const cleared = { text: {}, customFields: [{ id: fieldId, value: null }] };
    const of = { locationNo, ids };
    const done = await changeContacts(tx, of, cleared, tools, tools.isTimeUp);
    const last = done < ids.length ? ids[done - 1] : contacts.at(-1)?.id;
    if (last === undefined || (done === ids.length && contacts.length < sliceOfContacts)) {
      return { done, more: false };
    }
    return { done, more: true, cursor: { afterContactId: last } };
  },
});
