import type { NationalPhones } from './write/national-phones.ts';
import type { Provenance } from '../../lib/actor.ts';

/** Channels by their v2 names; `lib` keys are these in lower case. */
export const dndChannels = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB', 'RCS'] as const;
export type DndChannel = (typeof dndChannels)[number];

export type DndSetting = { status: string; message?: string; code?: string };
export type AdditionalEmail = { email: string; label?: string };
export type AdditionalPhone = { phone: string; phoneLabel?: string };
export type CustomFieldValue = { id: string; value: unknown };
/** `kept` are the texts of a text-box list that stay as they are. */
export type ChangedFieldValue = CustomFieldValue & { kept?: string[] };

/** Fields that are one text each and cleared by null. */
export const textFields = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'timezone',
  'companyName',
  'source',
  'assignedTo',
  'address1',
  'city',
  'state',
  'country',
  'postalCode',
  'website',
  'dateOfBirth',
  'gender',
  'businessId',
] as const;
export type TextField = (typeof textFields)[number];

/** What `contacts.body` holds: the v2 reply without tags; unset keys are absent. */
export type ContactBody = Partial<Record<TextField, string>> & {
  id: string;
  locationId: string;
  name?: string;
  firstNameLowerCase?: string;
  lastNameLowerCase?: string;
  fullNameLowerCase?: string;
  emailLowerCase?: string;
  type: string;
  dnd: boolean;
  dndSettings?: Partial<Record<DndChannel, DndSetting>>;
  inboundDndSettings?: { all?: { status: string; message?: string } };
  customFields: CustomFieldValue[];
  /** Beside the primary ones, at most ten of each; absent when there are none. */
  additionalEmails?: AdditionalEmail[];
  additionalPhones?: AdditionalPhone[];
  /** Ids of users; absent when there are none. */
  followers?: string[];
  dateAdded: string;
  dateUpdated: string;
  createdBy: Provenance;
  lastUpdatedBy?: Provenance;
};

/** A checked and normalised request to create or change: absent is unchanged, null clears. */
export type ContactChange = {
  text: Partial<Record<TextField, string | null>>;
  tags?: string[];
  dnd?: boolean;
  dndSettings?: Partial<Record<DndChannel, DndSetting>>;
  inboundDndSettings?: { all?: { status: string; message?: string } };
  customFields?: ChangedFieldValue[];
  /** The version of the definitions that the values were checked against. */
  fieldsVersion?: number;
  /** The whole list, in place of the former one. */
  additionalEmails?: AdditionalEmail[];
  additionalPhones?: AdditionalPhone[];
  followers?: string[];
  /** Cleared by a blank text, not by null. */
  blanked?: ('email' | 'phone')[];
  /** Read again where the contact turns out to have another country. */
  national?: NationalPhones;
};

/** A contact as rules hand it out: the stored body as text, what is spliced in, its version. */
export type StoredContact = { id: string; body: string; tags: string[]; version: number };
