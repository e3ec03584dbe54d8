import { mostCallsKept, mostCallsWaiting } from '../../src/access/call-log.ts';
import {
  mostAppointments,
  mostColumns,
  mostHooks,
  mostIntegrations,
  mostSmartLists,
} from '../../contract/bounds.ts';
import { mostAppointmentBytes } from '../../src/features/appointments/appointment-commands.ts';
import { mostCustomFields } from '../../src/features/contacts/write/apply-change.ts';
import { mostFollowers } from '../../src/features/contacts/write/followers.ts';
import { mostText as mostRepeated } from '../../src/features/contacts/tags/change-tags.ts';
import { mostBulkText, mostTags } from '../../src/features/contacts/tags/change-tags-commands.ts';
import { mostBytes as mostContactBytes } from '../../src/features/contacts/write/write-contact.ts';
import {
  mostDetails,
  mostDetailsInAll,
  mostFields,
  mostSearchable,
} from '../../src/features/custom-fields/custom-field-commands.ts';
import { mostFiles } from '../../src/features/custom-fields/field-input.ts';
import { longest } from '../../src/features/custom-fields/field-values.ts';
import { mostEntries, mostParts } from '../../src/features/custom-fields/option-values.ts';
import { mostFolders } from '../../src/features/custom-fields/folder-commands.ts';
import {
  mostBytes as mostCustomValueBytes,
  mostValues as mostCustomValues,
} from '../../src/features/custom-values/custom-value-commands.ts';
import { mostBusinesses } from '../../src/features/businesses/business-commands.ts';
import { mostFilesInAll, mostFilesOfContact } from '../../src/features/files/file-commands.ts';
import { mostNotes } from '../../src/features/notes/note-commands.ts';
import {
  mostIntervals,
  mostMadeUpTasks,
  mostTextBytes,
} from '../../src/features/recurring-tasks/due-time.ts';
import { callsKeptMs } from '../../src/features/private-integrations/integration-calls.ts';
import { mostBytes as mostSmartListBytes } from '../../src/features/smart-lists/smart-list-commands.ts';
import { mostFilterText } from '../../src/features/smart-lists/smart-lists.ts';
import { mostRules } from '../../src/features/recurring-tasks/recurring-task-commands.ts';
import { highestSeed, mostSeeded } from '../../src/features/seed/seed.ts';
import { mostTasks } from '../../src/features/tasks/add-task.ts';
import { longestName } from '../../src/features/users/user-input.ts';
import { mostUsers } from '../../src/features/users/user-commands.ts';
import { maxLength as longestEmail } from '../../src/lib/email.ts';
import { longest as longestDate } from '../../src/lib/written-date.ts';
import { longest as longestNumber } from '../../src/lib/written-number.ts';
import { type LimitGroup, bytes, count, defaults, invalid, time } from './limit.ts';

const limit = '422 `limit_reached`';

/** What one record holds; the lengths of its texts are in the table of fields. */
export const contactLimits: LimitGroup = {
  title: 'A contact and what hangs on it',
  limits: [
    {
      what: 'a contact',
      bound: `${count(mostContactBytes)} characters in all`,
      beyond: invalid,
    },
    { what: 'tags', bound: `${mostTags} of 255 characters`, beyond: invalid },
    {
      what: 'additional e-mails, phones, followers',
      bound: `10, 10, ${mostFollowers}`,
      beyond: invalid,
    },
    {
      what: 'custom fields',
      bound: `500 in one request, ${count(mostCustomFields)} in all`,
      beyond: invalid,
    },
    {
      what: 'value of a custom field',
      bound: `\`TEXT\` ${count(longest.TEXT ?? 0)}, \`LARGE_TEXT\` ${count(longest.LARGE_TEXT ?? 0)} characters; ${mostFiles} files`,
      beyond: invalid,
    },
    {
      what: 'options that a value names',
      bound: `${count(mostEntries)} in a list, ${count(mostParts)} in a text`,
      beyond: invalid,
    },
    {
      what: 'a date or number that is written as text',
      bound: `${longestDate}, ${longestNumber} characters`,
      beyond: invalid,
    },
    { what: 'e-mail', bound: `${longestEmail} characters`, beyond: invalid },
    { what: 'notes, tasks', bound: `${count(mostNotes)}, ${count(mostTasks)}`, beyond: limit },
    { what: 'files uploaded for it', bound: count(mostFilesOfContact), beyond: limit },
    {
      what: 'campaigns and workflows that it is in',
      bound: `all of the location: ${count(mostHooks)} each`,
      beyond: 'there are no more',
    },
    {
      what: 'appointments',
      bound: `${count(mostAppointments)}, ${bytes(mostAppointmentBytes)} together`,
      beyond: `${limit}, and of the bytes ${invalid}`,
    },
    {
      what: 'recurring task',
      bound: `50 contacts, 5 owners; ${bytes(mostTextBytes)} of title and description in all tasks of one time`,
      beyond: invalid,
    },
    {
      what: 'missed times of a recurring task that are made up for',
      bound: `of the last ${mostIntervals} intervals, ${count(mostMadeUpTasks)} tasks, ${bytes(mostTextBytes)} of title and description`,
      beyond: 'the earlier ones make none',
    },
    {
      what: 'bulk request',
      bound: `1,000 contacts, 100 tags; ${count(mostBulkText)} characters of tags put on or taken off`,
      beyond: `${invalid}; of the contacts that are left each result says so`,
    },
    {
      what: "names of a user's `permissions`, keys of `twilioPhone`",
      bound: `${longestName} characters`,
      beyond: invalid,
    },
    {
      what: 'tags that the results of a bulk request repeat',
      bound: `${count(mostRepeated)} characters`,
      beyond: 'further results are without them',
    },
  ],
};

export const locationLimits: LimitGroup = {
  title: 'A location',
  limits: [
    {
      what: 'custom fields, folders of them',
      bound: `${count(mostFields)}, ${mostFolders}; 500 options and ${count(mostDetails)} characters of each, ${count(mostDetailsInAll)} characters together`,
      beyond: `${limit}, and of the characters ${invalid}`,
    },
    { what: 'searchable custom fields', bound: count(mostSearchable), beyond: limit },
    {
      what: 'custom values',
      bound: `${count(mostCustomValues)} of 20,000 characters, ${bytes(mostCustomValueBytes)} together`,
      beyond: `${limit}, and of the bytes ${invalid}`,
    },
    {
      what: 'contacts of one `groundlevel seed`, and its `--seed`',
      bound: `${count(mostSeeded)}, ${count(highestSeed)}`,
      beyond: 'the command ends with a sentence that names the option',
    },
    {
      what: 'smart lists',
      bound: `${count(mostSmartLists)}, private ones too, ${bytes(mostSmartListBytes)} together; ${mostColumns} columns and ${count(mostFilterText)} characters of filters each`,
      beyond: `${limit}, and of the rest ${invalid}`,
    },
    { what: 'recurring tasks', bound: count(mostRules), beyond: limit },
    { what: 'businesses', bound: count(mostBusinesses), beyond: limit },
    { what: 'users', bound: count(mostUsers), beyond: limit },
    { what: 'uploaded files', bound: count(mostFilesInAll), beyond: limit },
    { what: 'campaigns, workflows', bound: `${count(mostHooks)} each`, beyond: limit },
    {
      what: 'Private Integrations, and those of management',
      bound: `${count(mostIntegrations)} each`,
      beyond: `${limit}; one that is deleted makes room`,
    },
    {
      what: 'recent calls of an integration that are listed',
      bound: `${count(mostCallsKept)}, of ${time(callsKeptMs)}`,
      beyond: 'the oldest ones go',
    },
    {
      what: 'calls that wait to be written, of all integrations',
      bound: count(mostCallsWaiting),
      beyond: 'no more are noted until those are written',
    },
    {
      what: 'bytes of all that it holds, its history and uploaded files too',
      bound: 'off',
      beyond: 'what makes it grow: 507 `location_full`; reads and deletions go on',
      settings: ['LIMITS_LOCATION_BYTES'],
    },
    {
      what: 'overlap of a token rotated "later"',
      bound: `${defaults.limits.rotationOverlapMs / 86_400_000} days`,
      beyond: 'the earlier token ends',
      settings: ['LIMITS_ROTATION_OVERLAP_DAYS'],
    },
    {
      what: 'restoring a deleted contact',
      bound: `${defaults.restoreMs / 86_400_000} days`,
      beyond: '410 `restore_expired`',
      settings: ['RESTORE_DAYS'],
    },
  ],
};
