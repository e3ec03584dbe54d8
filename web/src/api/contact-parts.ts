import { queryOptions } from '@tanstack/react-query';
import { call, sendForm } from './client.ts';
import { type Contact, contactKeys } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Appointment = Operations['get-appointments-for-contact']['reply']['events'][number];
export type UploadedFile = Operations['upload-file-customFields']['reply']['meta'][number];

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

/** What a FILE_UPLOAD field holds of a file, by its key. */
export type FileValue = { url: string; documentId: string; meta: UploadedFile };

/** Puts a file among those of a field; the value is kept whole, as the API wants it. */
export async function uploadFile(
  locationId: string,
  contact: Contact,
  fieldId: string,
  file: File,
): Promise<void> {
  const form = new FormData();
  form.set('id', contact.id);
  form.set(`${fieldId}_${crypto.randomUUID()}`, file);
  const path = `/locations/${encodeURIComponent(locationId)}/customFields/upload`;
  const { meta } = await sendForm<Operations['upload-file-customFields']['reply']>(path, form);
  const held = contact.customFields.find(({ id }) => id === fieldId)?.value ?? {};
  const added = Object.fromEntries(
    meta.map((each) => [each.uuid, { meta: each, url: each.url, documentId: each.documentId }]),
  );
  const value = { ...(held as object), ...added };
  await call('update-contact', {
    params: { contactId: contact.id },
    body: { customFields: [{ id: fieldId, value }] },
    locationId,
  });
}
