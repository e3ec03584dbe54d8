import type { EventType } from '../events/event-types.ts';
import { type Scope, grants } from '../scopes.ts';

type JobKindFacts = {
  means: string;
  /** What `subjectId` is the id of; null where there is none. */
  subject: string | null;
  /** Whose tokens read these jobs: that of the operation which reads the subject. */
  reads: Scope;
  /** Whose tokens cancel them, with the event of it; null for a job that must be finished. */
  cancel: { scope: Scope; event: EventType } | null;
};

/** Every kind of job. Those of the installation are shown to management tokens alone. */
export const jobKinds = {
  'remove-field-values': {
    means: 'Takes the values of a deleted custom field off the contacts.',
    subject: 'custom field',
    reads: 'locations/customFields.readonly',
    cancel: { scope: 'locations/customFields.write', event: 'customField.values-kept' },
  },
  'remove-tag': {
    means: 'Takes a deleted tag off the contacts.',
    subject: 'tag',
    reads: 'locations/tags.readonly',
    cancel: null,
  },
  'remove-business': {
    means: 'Takes the contacts off a deleted business.',
    subject: 'business',
    reads: 'businesses.readonly',
    cancel: null,
  },
  'end-campaign': {
    means: 'Takes the contacts off a deleted campaign.',
    subject: 'campaign',
    reads: 'campaigns.readonly',
    cancel: { scope: 'campaigns.write', event: 'campaign.enrolments-kept' },
  },
  'end-workflow': {
    means: 'Takes the contacts off a deleted workflow.',
    subject: 'workflow',
    reads: 'workflows.readonly',
    cancel: { scope: 'workflows.write', event: 'workflow.enrolments-kept' },
  },
  'erase-contact': {
    means: 'Removes every trace of a contact.',
    subject: 'contact',
    reads: 'contacts.readonly',
    cancel: null,
  },
  'remove-location': {
    means: 'Removes what a deleted location held. Of the installation.',
    subject: 'location',
    reads: 'locations.write',
    cancel: null,
  },
  'remove-files': {
    means: 'Removes the bytes of files that are deleted. Of the installation.',
    subject: null,
    reads: 'locations.write',
    cancel: null,
  },
} as const satisfies Record<string, JobKindFacts>;

export type JobKindName = keyof typeof jobKinds;

/** In the order of the documentation. */
export const jobKindNames: readonly JobKindName[] = Object.keys(jobKinds).filter(isJobKind);

function isJobKind(name: string): name is JobKindName {
  return Object.hasOwn(jobKinds, name);
}

/** Who may cancel jobs of a kind, and the event of it; null where nobody may. */
export function cancelOf(kind: JobKindName): JobKindFacts['cancel'] {
  return jobKinds[kind].cancel;
}

/** The kinds whose jobs a token with these scopes may read. */
export function jobKindsFor(granted: readonly string[]): JobKindName[] {
  return jobKindNames.filter((kind) => grants(granted, jobKinds[kind].reads));
}
