import { toIsoTime } from '../../lib/iso-time.ts';
import type { EnrolmentOfContact } from './enrolments.ts';
import type { HookKind, HookRow } from './hooks.store.ts';

/** An item of the published list of campaigns. */
export function toListedCampaign({ id, name, status }: HookRow, locationId: string): object {
  return { id, name, status, locationId };
}

/** A campaign or workflow under `/api/`, and an item of the published list of workflows. */
export function toHookWire(hook: HookRow, locationId: string): object {
  const { id, name, status, version } = hook;
  const createdAt = toIsoTime(hook.created_at);
  return {
    id,
    name,
    status,
    locationId,
    version,
    createdAt,
    updatedAt: toIsoTime(hook.updated_at),
  };
}

/** A campaign or workflow that the token may not read is shown by its id alone. */
export function toEnrolmentsWire(
  enrolments: readonly EnrolmentOfContact[],
  mayReadHook: (kind: HookKind) => boolean,
): object {
  const items = enrolments.map(({ kind, id, name, status, ...enrolment }) => ({
    kind,
    id,
    ...(mayReadHook(kind) && { name, status }),
    ...(enrolment.event_start_time !== null && { eventStartTime: enrolment.event_start_time }),
    enrolledAt: toIsoTime(enrolment.enrolled_at),
  }));
  return { enrolments: items, meta: { total: items.length } };
}
