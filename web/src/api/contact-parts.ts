import { queryOptions } from '@tanstack/react-query';
import { call, callTagged, sendForm } from './client.ts';
import { type Contact, contactKeys, getContact } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Appointment = Operations['get-appointments-for-contact']['reply']['events'][number];

/** In the order in which people look for them. */
export const channels = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB'] as const;
export type Channel = (typeof channels)[number];

export const setChannel = (
  locationId: string,
  contactId: string,
  channel: Channel,
  isOn: boolean,
): Promise<unknown> => {
  const dndSettings = { [channel]: { status: isOn ? ('active' as const) : ('inactive' as const) } };
  return call('update-contact', { params: { contactId }, body: { dndSettings }, locationId });
};

export const changeFollowers = (
  locationId: string,
  contactId: string,
  userId: string,
  isAdded: boolean,
): Promise<unknown> =>
  call(isAdded ? 'add-followers-contact' : 'remove-followers-contact', {
    params: { contactId },
    body: { followers: [userId] },
    locationId,
  });

/** All of them, in this order; those that stay keep their labels. */
export const putAddresses = (
  locationId: string,
  { id: contactId, additionalEmails, additionalPhones }: Contact,
  emails: readonly string[],
  phones: readonly string[],
): Promise<unknown> =>
  call('put-additional-emails-and-phones', {
    params: { contactId },
    body: {
      additionalEmails: emails.map(
        (email) => additionalEmails.find((each) => each.email === email) ?? { email },
      ),
      additionalPhones: phones.map(
        (phone) => additionalPhones.find((each) => each.phone === phone) ?? { phone },
      ),
    },
    locationId,
  });

export const appointmentsQuery = (locationId: string, contactId: string) =>
  queryOptions({
    queryKey: [...contactKeys.around(locationId, contactId), 'appointments'],
    queryFn: async ({ signal }): Promise<Appointment[]> =>
      (await call('get-appointments-for-contact', { params: { contactId }, locationId, signal }))
        .events,
  });

type Files = Readonly<Record<string, unknown>>;

/** The value of a field for files is one: it is changed as it is now, and nothing of others is lost. */
async function changeFiles(
  locationId: string,
  contactId: string,
  fieldId: string,
  change: (held: Files) => Files,
): Promise<void> {
  const { contact, etag } = await getContact(locationId, contactId);
  const held = contact.customFields.find(({ id }) => id === fieldId)?.value ?? {};
  const files = change(held as Files);
  const value = Object.keys(files).length > 0 ? files : null;
  const body = { customFields: [{ id: fieldId, value }] };
  await callTagged('update-contact', { params: { contactId }, body, locationId, ifMatch: etag });
}

/** Puts a file among those of a field; resolves with its keys there. */
export async function uploadFile(
  locationId: string,
  contactId: string,
  fieldId: string,
  file: File,
): Promise<string[]> {
  const form = new FormData();
  form.set('id', contactId);
  form.set(`${fieldId}_file`, file);
  const path = `/locations/${encodeURIComponent(locationId)}/customFields/upload`;
  const { meta } = await sendForm<Operations['upload-file-customFields']['reply']>(path, form);
  const added = meta.map((each) => [
    each.uuid,
    { meta: each, url: each.url, documentId: each.documentId },
  ]);
  await changeFiles(locationId, contactId, fieldId, (held) => ({
    ...held,
    ...Object.fromEntries(added),
  }));
  return meta.map(({ uuid }) => uuid);
}

export const removeFiles = (
  locationId: string,
  contactId: string,
  fieldId: string,
  keys: readonly string[],
): Promise<void> =>
  changeFiles(locationId, contactId, fieldId, (held) =>
    Object.fromEntries(Object.entries(held).filter(([key]) => !keys.includes(key))),
  );
