import type { Operation } from '../../contract/operation.ts';
import type { Sample, Samples } from './place.ts';
import { appointmentSamples } from './samples/appointments.ts';
import { businessSamples } from './samples/businesses.ts';
import { contactTagSamples } from './samples/contact-tags.ts';
import { contactSamples } from './samples/contacts.ts';
import { customFieldSamples } from './samples/custom-fields.ts';
import { customValueSamples } from './samples/custom-values.ts';
import { deletedContactSamples } from './samples/deleted-contacts.ts';
import { eventSamples } from './samples/events.ts';
import { fileSamples } from './samples/files.ts';
import { hookSamples } from './samples/hooks.ts';
import { jobSamples } from './samples/jobs.ts';
import { integrationSamples } from './samples/integrations.ts';
import { noteSamples } from './samples/notes.ts';
import { recurringTaskSamples } from './samples/recurring-tasks.ts';
import { taskSamples } from './samples/tasks.ts';
import { objectFieldSamples } from './samples/object-fields.ts';
import { locationSamples } from './samples/locations.ts';
import { userSamples } from './samples/users.ts';
import { smartListSamples } from './samples/smart-lists.ts';
import { tagSamples } from './samples/tags.ts';

/**
 * One for each operation of the contract. The suites that walk the contract (isolation, fuzz, crash)
 * take their requests from here, and fail by name for an operation without one. `shows` is a text
 * that the reply must hold: that of the record made for it.
 */
export const samples: Samples = {
  ...contactSamples,
  ...deletedContactSamples,
  ...smartListSamples,
  ...noteSamples,
  ...taskSamples,
  ...contactTagSamples,
  ...tagSamples,
  ...recurringTaskSamples,
  ...customFieldSamples,
  ...objectFieldSamples,
  ...fileSamples,
  ...locationSamples,
  ...customValueSamples,
  ...userSamples,
  ...appointmentSamples,
  ...businessSamples,
  ...hookSamples,
  ...integrationSamples,
  ...eventSamples,
  ...jobSamples,
};

/** The sample of an operation; throws by name when there is none. */
export function sampleOf({ id }: Operation): Sample {
  const sample = samples[id];
  if (!sample) throw new Error(`test/support/samples.ts has no sample for ${id}`);
  return sample;
}
