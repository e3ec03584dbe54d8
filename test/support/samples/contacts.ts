import type { Samples } from '../place.ts';
import { identityOf, makeContact } from './sample-contact.ts';

/** The same in every place: a filter that forgets the location finds them all. */
const likeOthers = {
  firstName: 'Sam',
  lastName: 'Sample',
  companyName: 'Samples',
  source: 'sampling',
  assignedTo: 'sampler',
  phone: '+15551234567',
  tags: ['sample', 'filtered'],
};

export const contactSamples: Samples = {
  'put-additional-emails-and-phones': async (place) => {
    const { contactId } = await makeContact(place);
    const { email } = identityOf(place.unique());
    const additionalEmails = [{ email, label: 'Work' }];
    return { params: { contactId }, body: { additionalEmails }, shows: email };
  },
  'create-contact': async (place) => {
    const name = place.unique();
    const body = { locationId: place.locationId, firstName: name, ...identityOf(name) };
    return { body: { ...body, tags: ['sample', name] }, shows: name };
  },
  'get-contact': async (place) => {
    const { contactId, name } = await makeContact(place);
    return { params: { contactId }, shows: name };
  },
  'update-contact': async (place) => {
    const { contactId } = await makeContact(place);
    const city = place.unique();
    return { params: { contactId }, body: { city, tags: ['changed', city] }, shows: city };
  },
  'delete-contact': async (place) => {
    const { contactId } = await makeContact(place);
    return { params: { contactId } };
  },
  'upsert-contact': async (place) => {
    const { name, contactId } = await makeContact(place);
    const body = { locationId: place.locationId, city: place.unique(), ...identityOf(name) };
    return { body, shows: contactId };
  },
  'get-contacts': async (place) => {
    const { name } = await makeContact(place, likeOthers);
    const { email } = identityOf(name);
    const { locationId } = place;
    const { tags, ...fields } = likeOthers;
    const filters = [{}, { tags: tags.join(',') }, { query: fields.firstName }];
    const single = Object.entries(fields).map(([field, value]) => ({ [field]: value }));
    return {
      query: { locationId, query: email },
      shows: email,
      variants: [...filters, ...single].map((filter) => ({ locationId, ...filter })),
    };
  },
  'search-contacts-advanced': async (place) => {
    const { name } = await makeContact(place, likeOthers);
    const { email } = identityOf(name);
    const { locationId } = place;
    const filters = [
      { field: 'email', operator: 'eq', value: email },
      {
        group: 'OR',
        filters: [
          { field: 'tags', operator: 'contains', value: ['sample'] },
          { field: 'phone', operator: 'eq', value: likeOthers.phone },
        ],
      },
    ];
    const sort = [{ field: 'dateAdded', direction: 'desc' }];
    return {
      body: { locationId, pageLimit: 10, page: 1, query: email, filters, sort },
      shows: email,
    };
  },
  'count-contacts': async (place) => {
    const { name } = await makeContact(place, likeOthers);
    const { locationId } = place;
    const filters = [{ field: 'email', operator: 'eq', value: identityOf(name).email }];
    return { body: { locationId, query: likeOthers.firstName, filters }, shows: '"total":1' };
  },
  'count-facets': async (place) => {
    const tag = place.unique();
    await makeContact(place, { ...likeOthers, tags: ['sample', tag] });
    const { locationId } = place;
    const filters = [{ field: 'source', operator: 'eq', value: likeOthers.source }];
    const facets = ['tags', 'source', 'assignedTo', 'dateAdded:day'];
    const query = likeOthers.firstName;
    return { body: { locationId, query, filters, facets, limit: 20 }, shows: tag };
  },
  'get-duplicate-contact': async (place) => {
    const { name, contactId } = await makeContact(place);
    const { email } = identityOf(name);
    return { query: { locationId: place.locationId, email }, shows: contactId };
  },
};
