import { permissionDefaults } from '../../../contract/users/permission-defaults.ts';
import type { FoundUser } from './users.store.ts';

/** What is only returned; unset keys are absent. */
export type UserProfile = {
  phone?: string;
  extension?: string;
  permissions?: Record<string, boolean>;
  scopes?: string[];
  scopesAssignedToOnly?: string[];
  profilePhoto?: string;
  /** Number by location id. */
  phones?: Record<string, string>;
  platformLanguage?: string;
};

/** A user as rules hand it out: confined to one location, or whole. */
export type User = {
  id: string;
  companyId: string;
  firstName: string;
  lastName: string;
  email: string;
  type: string;
  role: string;
  owner: boolean;
  /** Whether the user may sign in. */
  active: boolean;
  locationIds: string[];
  profile: UserProfile;
  createdAt: number;
  updatedAt: number;
};

/**
 * The user as a location sees it: nothing of any other location. `within` is null for who manages
 * the installation.
 */
export function toUser(row: FoundUser, within: { id: string } | null): User {
  // Both are written by this module's commands and nowhere else.
  const profile = JSON.parse(row.profile) as UserProfile;
  const locationIds = JSON.parse(row.location_ids) as string[];
  const shows = (locationId: string): boolean => within === null || within.id === locationId;
  const phones = Object.entries(profile.phones ?? {}).filter(([locationId]) => shows(locationId));
  return {
    id: row.id,
    companyId: row.company_id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    type: row.type,
    role: row.role,
    owner: row.owner === 1,
    active: row.deactivated_at === null,
    locationIds: locationIds.filter(shows),
    profile: {
      ...profile,
      permissions: { ...permissionDefaults, ...profile.permissions },
      ...(profile.phones && { phones: Object.fromEntries(phones) }),
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
