import { addFollowers } from '../../../contract/contacts/follower-operations.ts';
import type { Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

/** Users by ids of elsewhere, which are kept as they are: not in the form of a record's id. */
const follower = (name: string): string => `user-${name}`;

export const contactTagSamples: Samples = {
  'add-tags': async (place) => {
    const { contactId, name } = await makeContact(place);
    return { params: { contactId }, body: { tags: ['added', name] }, shows: name };
  },
  'remove-tags': async (place) => {
    const name = place.unique();
    const { contactId } = await makeContact(place, { tags: ['kept', name] });
    return { params: { contactId }, body: { tags: [name] }, shows: name };
  },
  'create-association': async (place) => {
    const { contactId, name } = await makeContact(place, { tags: ['replaced'] });
    return {
      params: { type: 'add' },
      body: { locationId: place.locationId, contacts: [contactId], tags: ['bulk', name] },
      shows: contactId,
      answersEach: 'contacts',
    };
  },
  'bulk-tag-contacts': async (place) => {
    const { contactId } = await makeContact(place, { tags: ['sample', 'removed'] });
    const { locationId } = place;
    return {
      body: { locationId, contactIds: [contactId], tags: ['removed'], action: 'remove' },
      shows: contactId,
      answersEach: 'contactIds',
    };
  },
  'add-followers-contact': async (place) => {
    const { contactId, name } = await makeContact(place);
    const followers = [follower(name), 'user-of-all'];
    return { params: { contactId }, body: { followers }, shows: follower(name) };
  },
  'remove-followers-contact': async (place) => {
    const { contactId, name } = await makeContact(place);
    const params = { contactId };
    const followers = [follower(name), 'user-of-all'];
    await place.send(addFollowers, { params, body: { followers } });
    return { params, body: { followers: [follower(name)] }, shows: follower(name) };
  },
};
