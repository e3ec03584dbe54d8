import type { Proofs } from '../../support/proofs.ts';
import { appointmentsProofs } from './appointments.ts';
import { businessesProofs } from './businesses.ts';
import { contactsProofs } from './contacts.ts';
import { customFieldsProofs } from './custom-fields.ts';
import { customValuesProofs } from './custom-values.ts';
import { deletedContactsProofs } from './deleted-contacts.ts';
import { filesProofs } from './files.ts';
import { hooksProofs } from './hooks.ts';
import { integrationsProofs } from './integrations.ts';
import { jobsProofs } from './jobs.ts';
import { locationsProofs } from './locations.ts';
import { notesProofs } from './notes.ts';
import { objectFieldsProofs } from './object-fields.ts';
import { recurringTasksProofs } from './recurring-tasks.ts';
import { smartListsProofs } from './smart-lists.ts';
import { tagsProofs } from './tags.ts';
import { tasksProofs } from './tasks.ts';
import { usersProofs } from './users.ts';

/** Those of every module of this folder. */
export const allProofs: readonly Proofs[] = [
  appointmentsProofs,
  businessesProofs,
  contactsProofs,
  customFieldsProofs,
  customValuesProofs,
  deletedContactsProofs,
  filesProofs,
  hooksProofs,
  integrationsProofs,
  jobsProofs,
  locationsProofs,
  notesProofs,
  objectFieldsProofs,
  recurringTasksProofs,
  smartListsProofs,
  tagsProofs,
  tasksProofs,
  usersProofs,
];
