import { type Scope, locationScopes, managementScopes } from './scopes.ts';

/**
 * What a person who signed in may do. Published: an owner is of type `agency` and role `admin`, an
 * admin of type `account` and role `admin`; everybody else is a member.
 */
export const roles = ['owner', 'admin', 'member'] as const;
export type Role = (typeof roles)[number];

const everyScope: readonly Scope[] = [...locationScopes, ...managementScopes];

/**
 * The scopes of a session. An owner reaches every location and all that management tokens do. An
 * admin's scopes hold within its own locations, and of what is for management tokens only there for
 * operations with `adminsToo`.
 */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  owner: everyScope,
  admin: everyScope,
  member: [
    'contacts.readonly',
    'contacts.write',
    'locations.readonly',
    'locations/tags.readonly',
    'locations/tasks.readonly',
    'locations/customFields.readonly',
    'locations/customValues.readonly',
    'businesses.readonly',
    'users.readonly',
    'campaigns.readonly',
    'workflows.readonly',
    'calendars/events.readonly',
    'calendars/events.write',
    'jobs.readonly',
  ],
};

export function roleOf({ type, role }: { type: string; role: string }): Role {
  if (role !== 'admin') return 'member';
  return type === 'agency' ? 'owner' : 'admin';
}
