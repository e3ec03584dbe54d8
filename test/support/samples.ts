import { updateContact, upsertContact } from '../../contract/contacts/operations.ts';
import { listContactEvents } from '../../contract/events/operations.ts';
import type { Operation } from '../../contract/operation.ts';
import {
  createIntegration,
  rotateIntegration,
} from '../../contract/private-integrations/operations.ts';
import type { SampleRequest, Wire } from './requests.ts';

/** One location, seen by who prepares requests for it. */
export type Place = {
  locationId: string;
  /** A text that no other record has; it begins with the place's mark. */
  unique(): string;
  /** Sends a request that prepares another, with every right; throws unless it succeeds. */
  send(operation: Operation, request: SampleRequest): Promise<Wire>;
};

/** Makes the record that an operation works on, and a valid request that reads or changes it. */
export type Sample = (place: Place) => Promise<SampleRequest>;

/**
 * One for each operation of the contract. The suites that walk the contract (isolation, fuzz, crash)
 * take their requests from here, and fail by name for an operation without one. `shows` is a text
 * that the reply must hold: that of the record made for it.
 */
export const samples: Readonly<Record<string, Sample>> = {
  'create-contact': async (place) => {
    const name = place.unique();
    const body = { locationId: place.locationId, firstName: name, ...identityOf(name) };
    return { body: { ...body, tags: ['sample', name] }, shows: name };
  },
  'get-contact': async (place) => {
    const { contactId, name } = await contact(place);
    return { params: { contactId }, shows: name };
  },
  'update-contact': async (place) => {
    const { contactId } = await contact(place);
    const city = place.unique();
    return { params: { contactId }, body: { city, tags: ['changed', city] }, shows: city };
  },
  'delete-contact': async (place) => {
    const { contactId } = await contact(place);
    return { params: { contactId } };
  },
  'upsert-contact': async (place) => {
    const { name, contactId } = await contact(place);
    const body = { locationId: place.locationId, city: place.unique(), ...identityOf(name) };
    return { body, shows: contactId };
  },
  'get-contacts': async (place) => {
    const { name } = await contact(place, likeOthers);
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
  'get-duplicate-contact': async (place) => {
    const { name, contactId } = await contact(place);
    const { email } = identityOf(name);
    return { query: { locationId: place.locationId, email }, shows: contactId };
  },
  'get-location': async ({ locationId }) => ({ params: { locationId }, shows: locationId }),
  'put-location': async ({ locationId, unique }) => {
    const city = unique();
    return { params: { locationId }, body: { city }, shows: city };
  },
  'create-integration': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name, scopes: ['contacts'] }, shows: name };
  },
  'list-integrations': async (place) => {
    const { name } = await integration(place);
    return { params: { locationId: place.locationId }, shows: name };
  },
  'get-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, shows: name };
  },
  'update-integration': async (place) => {
    const { params } = await integration(place);
    const name = place.unique();
    return { params, body: { name }, shows: name };
  },
  'rotate-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, body: { expirePrevious: 'now' }, shows: name };
  },
  'cancel-integration-rotation': async (place) => {
    const { params, name } = await integration(place);
    await place.send(rotateIntegration, { params, body: { expirePrevious: 'later' } });
    return { params, shows: name };
  },
  'revoke-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, shows: name };
  },
  'list-contact-events': async (place) => {
    const { contactId, name } = await contact(place);
    return { params: { contactId }, shows: name };
  },
  'list-events': async (place) => {
    const { contactId } = await contact(place);
    const { events } = await place.send(listContactEvents, { params: { contactId } });
    const city = place.unique();
    await place.send(updateContact, { params: { contactId }, body: { city } });
    return {
      query: { locationId: place.locationId, after: String(events?.[0]?.cursor) },
      shows: city,
    };
  },
};

/** The sample of an operation; throws by name when there is none. */
export function sampleOf({ id }: Operation): Sample {
  const sample = samples[id];
  if (!sample) throw new Error(`test/support/samples.ts has no sample for ${id}`);
  return sample;
}

/** The place's records are marked, so that one seen in another place's reply gives itself away. */
export function createPlace(locationId: string, mark: string, send: Place['send']): Place {
  let count = 0;
  return {
    locationId,
    send,
    unique: () => {
      count += 1;
      return `${mark}${count}`;
    },
  };
}

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

function identityOf(name: string): { email: string } {
  return { email: `${name}@example.com` };
}

async function contact(
  place: Place,
  fields: Record<string, unknown> = {},
): Promise<{ contactId: string; name: string }> {
  const name = place.unique();
  const body = { firstName: name, tags: ['sample'], ...identityOf(name), ...fields };
  const made = await place.send(upsertContact, { body: { locationId: place.locationId, ...body } });
  return { contactId: String(made.contact?.id), name };
}

async function integration(
  place: Place,
): Promise<{ params: { locationId: string; integrationId: string }; name: string }> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createIntegration, {
    params: { locationId },
    body: { name, scopes: ['contacts'] },
  });
  return { params: { locationId, integrationId: String(made.integration?.id) }, name };
}
