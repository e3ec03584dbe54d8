import { appointmentExemptions } from './exemptions/appointments.ts';
import { businessExemptions } from './exemptions/businesses.ts';
import { contactExemptions } from './exemptions/contacts.ts';
import { customFieldExemptions } from './exemptions/custom-fields.ts';
import { generalExemptions } from './exemptions/everywhere.ts';
import type { Exemption, RequestExemption } from './exemptions/exemption.ts';
import { liveReplyExemptions } from './exemptions/live-replies.ts';
import { locationExemptions, locationRequestExemptions } from './exemptions/locations.ts';
import { noteExemptions } from './exemptions/notes.ts';
import { userExemptions } from './exemptions/users.ts';
import { recurringTaskExemptions } from './exemptions/recurring-tasks.ts';
import { taskExemptions } from './exemptions/tasks.ts';
import { tagExemptions } from './exemptions/tags.ts';

/** A feature's differences are in a file of its own. */
export const exemptions: readonly Exemption[] = [
  ...generalExemptions,
  ...contactExemptions,
  ...appointmentExemptions,
  ...businessExemptions,
  ...customFieldExemptions,
  ...liveReplyExemptions,
  ...locationExemptions,
  ...noteExemptions,
  ...userExemptions,
  ...taskExemptions,
  ...tagExemptions,
  ...recurringTaskExemptions,
];

export const requestExemptions: readonly RequestExemption[] = [...locationRequestExemptions];
