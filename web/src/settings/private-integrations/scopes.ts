import { locationScopes } from '../../api/generated/scopes.ts';

export const contactsScope = 'contacts';

type Scope = (typeof locationScopes)[number];

/** What each finer scope allows, in the groups they are shown in. */
export const scopeGroups: readonly {
  title: string;
  scopes: Readonly<Partial<Record<Scope, string>>>;
}[] = [
  {
    title: 'Contacts',
    scopes: {
      'contacts.readonly': 'Read contacts, their notes and tasks, search them',
      'contacts.write': 'Create, change, delete and restore contacts',
    },
  },
  {
    title: 'Tags and tasks',
    scopes: {
      'locations/tags.readonly': 'Read the tags of the location',
      'locations/tags.write': 'Create, rename and delete tags',
      'locations/tasks.readonly': 'Search the tasks of all contacts',
    },
  },
  {
    title: 'Custom fields and values',
    scopes: {
      'locations/customFields.readonly': 'Read custom fields and folders',
      'locations/customFields.write': 'Create, change and delete custom fields',
      'locations/customValues.readonly': 'Read custom values',
      'locations/customValues.write': 'Create, change and delete custom values',
    },
  },
  {
    title: 'Location and people',
    scopes: {
      'locations.readonly': 'Read the business profile and time zones',
      'users.readonly': 'Read the users of the location',
      'businesses.readonly': 'Read businesses',
      'businesses.write': 'Create, change and delete businesses',
    },
  },
  {
    title: 'Campaigns, workflows, appointments',
    scopes: {
      'campaigns.readonly': 'Read campaigns',
      'campaigns.write': 'Create, change and delete campaigns',
      'workflows.readonly': 'Read workflows',
      'workflows.write': 'Create, change and delete workflows',
      'calendars/events.readonly': 'Read appointments',
      'calendars/events.write': 'Create, change and delete appointments',
    },
  },
  {
    title: 'Jobs',
    scopes: {
      'jobs.readonly': 'See work that goes on after a request',
      'jobs.write': 'Cancel such work',
    },
  },
];

/** Those that no group names would not be seen: they get one of their own. */
export const otherScopes: readonly string[] = locationScopes.filter(
  (scope) => !scopeGroups.some(({ scopes }) => scope in scopes),
);
