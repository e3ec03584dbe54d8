import { mostAppointments, mostHooks, mostIntegrations } from '../../contract/bounds.ts';
import { mostAppointmentBytes } from '../../src/features/appointments/appointment-commands.ts';
import { mostCustomFields } from '../../src/features/contacts/apply-change.ts';
import { mostFollowers } from '../../src/features/contacts/contact-followers.ts';
import { mostTags } from '../../src/features/contacts/contact-tag-commands.ts';
import { mostBytes as mostContactBytes } from '../../src/features/contacts/write-contact.ts';
import {
  mostDetails,
  mostDetailsInAll,
  mostFields,
} from '../../src/features/custom-fields/custom-field-commands.ts';
import { mostFiles } from '../../src/features/custom-fields/field-input.ts';
import { longest } from '../../src/features/custom-fields/field-values.ts';
import { mostFolders } from '../../src/features/custom-fields/folder-commands.ts';
import {
  mostBytes as mostCustomValueBytes,
  mostValues as mostCustomValues,
} from '../../src/features/custom-values/custom-value-commands.ts';
import { mostIntervals } from '../../src/features/recurring-tasks/due-time.ts';
import { maxLength as longestEmail } from '../../src/lib/email.ts';
import { type LimitGroup, bytes, count, defaults, invalid } from './limit.ts';

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
    { what: 'e-mail', bound: `${longestEmail} characters`, beyond: invalid },
    {
      what: 'appointments',
      bound: `${count(mostAppointments)}, ${bytes(mostAppointmentBytes)} together`,
      beyond: invalid,
    },
    {
      what: 'recurring task',
      bound: `50 contacts, 5 owners; missed times of the last ${mostIntervals} intervals are made up for`,
      beyond: invalid,
    },
    { what: 'bulk request', bound: '1,000 contacts, 100 tags', beyond: invalid },
  ],
};

export const locationLimits: LimitGroup = {
  title: 'A location',
  limits: [
    {
      what: 'custom fields, folders of them',
      bound: `${count(mostFields)}, ${mostFolders}; 500 options and ${count(mostDetails)} characters of each, ${count(mostDetailsInAll)} characters together`,
      beyond: invalid,
    },
    {
      what: 'custom values',
      bound: `${count(mostCustomValues)} of 20,000 characters, ${bytes(mostCustomValueBytes)} together`,
      beyond: invalid,
    },
    { what: 'campaigns, workflows', bound: `${count(mostHooks)} each`, beyond: invalid },
    {
      what: 'Private Integrations, and those of management',
      bound: `${count(mostIntegrations)} each`,
      beyond: `${invalid}; one that is deleted makes room`,
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
