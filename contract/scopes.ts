/**
 * Scopes a location's Private Integration can hold. Source: the published scope list, but for
 * `campaigns.write`, `workflows.write` and those of jobs, which are for what is under `/api/`.
 */
export const locationScopes = [
  'contacts.readonly',
  'contacts.write',
  'locations.readonly',
  'locations/tags.readonly',
  'locations/tags.write',
  'locations/tasks.readonly',
  'locations/customFields.readonly',
  'locations/customFields.write',
  'locations/customValues.readonly',
  'locations/customValues.write',
  'businesses.readonly',
  'businesses.write',
  'users.readonly',
  'campaigns.readonly',
  'campaigns.write',
  'workflows.readonly',
  'workflows.write',
  'calendars/events.readonly',
  'calendars/events.write',
  'jobs.readonly',
  'jobs.write',
] as const;

/** Scopes that reach every location; only management tokens hold them. */
export const managementScopes = [
  'locations.write',
  'users.write',
  'integrations.readonly',
  'integrations.write',
] as const;

export type Scope = (typeof locationScopes)[number] | (typeof managementScopes)[number];

/** `contacts` is one selectable scope that grants all an integration of contacts needs. */
export const contactsScope = 'contacts';

export const contactsScopeGrants: readonly Scope[] = [
  'contacts.readonly',
  'contacts.write',
  'locations.readonly',
  'locations/tags.readonly',
  'locations/tags.write',
  'locations/tasks.readonly',
  'locations/customFields.readonly',
  'locations/customValues.readonly',
  'businesses.readonly',
  'users.readonly',
  'campaigns.readonly',
  'workflows.readonly',
  'jobs.readonly',
];

const known: ReadonlySet<string> = new Set([...locationScopes, ...managementScopes, contactsScope]);

/** Whether the name can be given to an integration at all. */
export function isGrantableScope(name: string): boolean {
  return known.has(name);
}

/** Whether the name may be given to one location's integration. */
export function isLocationScope(name: string): boolean {
  return name === contactsScope || locationScopes.some((scope) => scope === name);
}

/** Whether granted names (which may hold `contacts`) cover a scope. */
export function grants(granted: readonly string[], scope: Scope): boolean {
  return (
    granted.includes(scope) ||
    (granted.includes(contactsScope) && contactsScopeGrants.includes(scope))
  );
}
