import type { EventType } from '../events/event-types.ts';

type JobKindFacts = {
  means: string;
  /** What `subjectId` is the id of; null where there is none. */
  subject: string | null;
  /** The event of one that is cancelled; null for a job that must be finished. */
  cancelled: EventType | null;
};

/** Every kind of job. Those of the installation are shown to management tokens alone. */
export const jobKinds = {
  'remove-field-values': {
    means: 'Takes the values of a deleted custom field off the contacts.',
    subject: 'custom field',
    cancelled: 'customField.values-kept',
  },
  'remove-tag': {
    means: 'Takes a deleted tag off the contacts.',
    subject: 'tag',
    cancelled: null,
  },
  'merge-tag': {
    means: 'Gives the contacts of a tag another one instead, then deletes it.',
    subject: 'tag',
    cancelled: null,
  },
  'remove-business': {
    means: 'Takes the contacts off a deleted business.',
    subject: 'business',
    cancelled: null,
  },
  'end-campaign': {
    means: 'Takes the contacts off a deleted campaign.',
    subject: 'campaign',
    cancelled: 'campaign.enrolments-kept',
  },
  'end-workflow': {
    means: 'Takes the contacts off a deleted workflow.',
    subject: 'workflow',
    cancelled: 'workflow.enrolments-kept',
  },
  'erase-contact': {
    means: 'Removes every trace of a contact.',
    subject: 'contact',
    cancelled: null,
  },
  'remove-location': {
    means: 'Removes what a deleted location held. Of the installation.',
    subject: 'location',
    cancelled: null,
  },
  'build-index': {
    means:
      'Builds the index that searches are answered by; meanwhile they read every contact. Of the installation.',
    subject: null,
    cancelled: null,
  },
  'remove-files': {
    means: 'Removes the bytes of files that are deleted. Of the installation.',
    subject: null,
    cancelled: null,
  },
} as const satisfies Record<string, JobKindFacts>;

export type JobKindName = keyof typeof jobKinds;

/** In the order of the documentation. */
export const jobKindNames: readonly JobKindName[] = Object.keys(jobKinds).filter(isJobKind);

function isJobKind(name: string): name is JobKindName {
  return Object.hasOwn(jobKinds, name);
}

/** The event of a job of this kind that is cancelled; null where it must be finished. */
export function cancelEventOf(kind: JobKindName): EventType | null {
  return jobKinds[kind].cancelled;
}
