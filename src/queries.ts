import { listAppointmentsQuery } from './features/appointments/appointments.ts';
import { listBusinessesQuery } from './features/businesses/businesses.ts';
import { countFacetsQuery } from './features/contacts/facets/facets.ts';
import { listBusinessContactsQuery } from './features/contacts/list/business-contacts.ts';
import { listContactsQuery } from './features/contacts/list/list-contacts.ts';
import { listDeletedQuery } from './features/contacts/deleted/restore-contact.ts';
import { searchContactsQuery } from './features/contacts/search/search-contacts.ts';
import { listCustomValuesQuery } from './features/custom-values/custom-values.ts';
import { listEventsQuery } from './features/events/events.ts';
import { countOpenJobsQuery, listJobsQuery } from './features/jobs/jobs.ts';
import { nextEventsQuery } from './features/events/next-events.ts';
import { listNotesQuery } from './features/notes/notes.ts';
import { listUsersQuery } from './features/users/users.ts';
import { listIntegrationsQuery } from './features/private-integrations/private-integrations.ts';
import { listSmartListsQuery } from './features/smart-lists/smart-lists.ts';
import { membershipChangesQuery } from './features/smart-lists/membership-changes.ts';
import { searchTasksQuery } from './features/tasks/search-tasks.ts';
import { listTasksQuery } from './features/tasks/tasks.ts';
import { listTagsQuery } from './features/tags/tags.ts';
import { listEnrolmentsQuery } from './features/hooks/enrolments.ts';
import { listHooksQuery } from './features/hooks/hooks.ts';
import { searchLocationsQuery } from './features/locations/search-locations.ts';
import { queryRegistry } from './storage/sqlite/query-registry.ts';

/** Every query that runs off the HTTP thread, by name; loaded on the reader threads. */
export const queries = queryRegistry([
  listContactsQuery,
  searchContactsQuery,
  listSmartListsQuery,
  membershipChangesQuery,
  countFacetsQuery,
  listDeletedQuery,
  listNotesQuery,
  listTasksQuery,
  searchTasksQuery,
  listEventsQuery,
  listJobsQuery,
  countOpenJobsQuery,
  nextEventsQuery,
  listBusinessesQuery,
  listAppointmentsQuery,
  listBusinessContactsQuery,
  listHooksQuery,
  listEnrolmentsQuery,
  listCustomValuesQuery,
  searchLocationsQuery,
  listUsersQuery,
  listTagsQuery,
  listIntegrationsQuery,
]);
