import type { LocationRow } from '../../storage/schema.ts';

export const profileTexts = [
  'companyId',
  'phone',
  'email',
  'address',
  'city',
  'state',
  'postalCode',
  'website',
] as const;

export type LocationSettings = {
  allowDuplicateContact?: boolean;
  allowDuplicateOpportunity?: boolean;
  allowFacebookNameMerge?: boolean;
  disableContactTimezone?: boolean;
  contactUniqueIdentifiers?: ('email' | 'phone')[];
};

/** What a location can be created or changed with; absent is unchanged, null clears. */
export type LocationInput = Partial<Record<(typeof profileTexts)[number], string | null>> & {
  name?: string;
  country?: string;
  timezone?: string;
  social?: Record<string, unknown>;
  settings?: LocationSettings;
};

/** A location as rules hand it out. */
export type Location = {
  no: number;
  id: string;
  name: string;
  country: string;
  timezone: string;
  profile: Record<string, unknown>;
  settings: Required<LocationSettings>;
  contactCount: number;
  /** Of all that it holds. */
  bytes: number;
  createdAt: number;
  updatedAt: number;
};

export function toLocation(row: LocationRow): Location {
  // Both columns are written by this module and nowhere else.
  const profile = JSON.parse(row.profile) as Record<string, unknown>;
  const settings = JSON.parse(row.settings) as LocationSettings;
  return {
    no: row.no,
    id: row.id,
    name: row.name,
    country: row.country,
    timezone: row.timezone,
    profile,
    settings: {
      allowDuplicateOpportunity: false,
      allowFacebookNameMerge: false,
      disableContactTimezone: false,
      ...settings,
      allowDuplicateContact: row.allow_duplicate_contact === 1,
      contactUniqueIdentifiers: row.unique_identifiers
        .split(',')
        .map((kind) => (kind === 'phone' ? 'phone' : 'email')),
    },
    contactCount: row.contact_count,
    bytes: row.bytes,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
