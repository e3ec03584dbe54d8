import { defineJobKind } from '../../jobs/job.ts';
import { selectContactSlice } from './field-removals.store.ts';
import { changeContact } from './write-contact.ts';

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
    const cleared = { text: {}, customFields: [{ id: fieldId, value: null }] };
    let done = 0;
    for (const [at, { id, hasValue }] of contacts.entries()) {
      if (hasValue) {
        await changeContact(tx, { locationNo, id }, () => cleared, tools);
        done += 1;
      }
      const isLast = at + 1 === sliceOfContacts;
      if (isLast || (tools.isTimeUp() && at + 1 < contacts.length)) {
        return { done, more: true, cursor: { afterContactId: id } };
      }
    }
    return { done, more: false };
  },
});
