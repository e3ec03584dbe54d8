import { appointmentCommands } from './features/appointments/appointment-commands.ts';
import {
  businessCommands,
  businessesOfContacts,
  removeBusinessJob,
} from './features/businesses/business-commands.ts';
import { enrolmentCommands } from './features/hooks/enrolment-commands.ts';
import { endCampaignJob, endWorkflowJob, hookCommands } from './features/hooks/hook-commands.ts';
import { buildIndexJob, indexCommands } from './features/contacts/index/index-commands.ts';
import { contactTerms } from './features/contacts/index/contact-terms.ts';
import { contactCommands } from './features/contacts/write/contact-commands.ts';
import { eraseContactJob } from './features/contacts/deleted/erase-contact.ts';
import { deletedContactCommands } from './features/contacts/deleted/deleted-contact-commands.ts';
import { customFieldCommands } from './features/custom-fields/custom-field-commands.ts';
import { folderCommands } from './features/custom-fields/folder-commands.ts';
import { removeFieldValuesJob } from './features/contacts/write/remove-field-values.ts';
import { customValueCommands } from './features/custom-values/custom-value-commands.ts';
import { fileCommands, filesOfContacts, removeFilesJob } from './features/files/file-commands.ts';
import { changeFollowersCommand } from './features/contacts/write/followers.ts';
import { contactTagCommands } from './features/contacts/tags/change-tags-commands.ts';
import { mergeTagJob } from './features/contacts/tags/merge-tags.ts';
import { forgetOldKeysCommand } from './features/idempotency/forget-old-keys.ts';
import { registerJobKinds } from './features/jobs/job.ts';
import { jobCommands } from './features/jobs/job-commands.ts';
import { locationCommands } from './features/locations/location-commands.ts';
import { deleteLocationCommand, removeLocationJob } from './features/locations/remove-location.ts';
import { smartListCommands } from './features/smart-lists/smart-list-commands.ts';
import { noteCommands } from './features/notes/note-commands.ts';
import { integrationCommands } from './features/private-integrations/integration-commands.ts';
import { integrationCallCommands } from './features/private-integrations/integration-calls.ts';
import { seedCommands } from './features/seed/seed-commands.ts';
import { linkCommands } from './features/users/sessions/link-commands.ts';
import { sessionCommands } from './features/users/sessions/session-commands.ts';
import { accountCommands } from './features/users/account-commands.ts';
import { userCommands } from './features/users/user-commands.ts';
import {
  recurringTaskCommands,
  recurringTasksOfContacts,
} from './features/recurring-tasks/recurring-task-commands.ts';
import { taskCommands } from './features/tasks/task-commands.ts';
import { removeTagJob, tagCommands } from './features/tags/tag-commands.ts';
import { registerContactParts } from './features/contact-parts/contact-parts.ts';
import { commandRegistry } from './storage/sqlite/group-writer.ts';

registerContactParts([businessesOfContacts, filesOfContacts, recurringTasksOfContacts]);

registerJobKinds([
  removeFieldValuesJob,
  removeTagJob,
  mergeTagJob,
  removeBusinessJob,
  endCampaignJob,
  endWorkflowJob,
  eraseContactJob,
  removeLocationJob,
  removeFilesJob,
  buildIndexJob,
]);

/** Every command, by name; loaded on the writer thread. */
export const commands = commandRegistry(
  [
    ...contactCommands,
    ...indexCommands,
    ...deletedContactCommands,
    ...customFieldCommands,
    ...folderCommands,
    ...smartListCommands,
    ...noteCommands,
    ...taskCommands,
    ...contactTagCommands,
    changeFollowersCommand,
    ...recurringTaskCommands,
    ...locationCommands,
    deleteLocationCommand,
    ...customValueCommands,
    ...fileCommands,
    ...integrationCommands,
    ...integrationCallCommands,
    ...userCommands,
    ...accountCommands,
    ...sessionCommands,
    ...linkCommands,
    ...appointmentCommands,
    ...businessCommands,
    ...tagCommands,
    ...hookCommands,
    ...enrolmentCommands,
    ...jobCommands,
    forgetOldKeysCommand,
    ...seedCommands,
  ],
  contactTerms,
);
