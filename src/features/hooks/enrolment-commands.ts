import { errors } from '../../errors/catalogue.ts';
import { toIsoTime } from '../../lib/iso-time.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { recordEvent } from '../events/events.ts';
import {
  type EnrolmentRow,
  deleteEnrolment,
  findEnrolment,
  putEnrolment,
  selectEnrolmentsOfKind,
} from './enrolments.store.ts';
import type { HookKind, HookRow } from './hooks.store.ts';
import { hookNames } from './hook.ts';
import { findHook } from './hooks.store.ts';

export type OfEnrolment = {
  locationNo: number;
  kind: HookKind;
  hookId: string;
  contactId: string;
  eventStartTime: string | null;
};
type Contact = { no: number; id: string };
type Hook = Pick<HookRow, 'no' | 'kind' | 'id' | 'name'> & { location_no: number };

/**
 * Enrols a contact. In a campaign once: asked for again, nothing happens. A workflow is entered
 * anew each time, as whoever starts it again expects: the enrolment is renewed, with its own event.
 */
export const enrolCommand = defineCommand({
  name: 'hooks.enrol',
  run: async (
    tx: Transaction,
    input: OfEnrolment,
    tools: CommandTools,
  ): Promise<{ status: string; wasEnrolled: boolean }> => {
    const { hook, contact } = await bothOf(tx, input);
    const of = { locationNo: input.locationNo, hookNo: hook.no, contactNo: contact.no };
    const found = await findEnrolment(tx, of);
    const wasEnrolled = found !== undefined;
    if (found && hook.kind === 'campaign') return { status: hook.status, wasEnrolled };
    const { eventStartTime } = input;
    await putEnrolment(tx, { ...of, eventStartTime, at: tools.now });
    const now = { event_start_time: eventStartTime, enrolled_at: tools.now };
    const before = found ? valuesOf(hook, found) : null;
    const values = { before, after: valuesOf(hook, now) };
    await recordEnrolmentEvent(tx, 'enrolled', hook, contact, values, tools);
    return { status: hook.status, wasEnrolled };
  },
});

/** Ends an enrolment; false when there was none. */
export const unenrolCommand = defineCommand({
  name: 'hooks.unenrol',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: OfEnrolment, tools: CommandTools): Promise<boolean> => {
    const { hook, contact } = await bothOf(tx, input);
    const of = { locationNo: input.locationNo, hookNo: hook.no, contactNo: contact.no };
    const found = await findEnrolment(tx, of);
    if (found) await endEnrolment(tx, hook, contact, found, input.eventStartTime, tools);
    return found !== undefined;
  },
});

/** Ends all enrolments in hooks of a kind, each with its event; how many there were. */
export const unenrolAllCommand = defineCommand({
  name: 'hooks.unenrol-all',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: { locationNo: number; kind: HookKind; contactId: string },
    tools: CommandTools,
  ): Promise<number> => {
    const { locationNo, kind, contactId } = input;
    const contact = { id: contactId, no: await getContactNo(tx, locationNo, contactId) };
    const enrolments = await selectEnrolmentsOfKind(tx, {
      locationNo,
      contactNo: contact.no,
      kind,
    });
    for (const enrolment of enrolments) {
      const hook = { ...enrolment, location_no: locationNo };
      await endEnrolment(tx, hook, contact, enrolment, null, tools);
    }
    return enrolments.length;
  },
});

/** Takes an enrolment away, with its event; a time that the removal was sent with is told in it. */
export async function endEnrolment(
  tx: Transaction,
  hook: Hook,
  contact: Contact,
  enrolment: EnrolmentRow,
  eventStartTime: string | null,
  tools: CommandTools,
): Promise<void> {
  const { location_no: locationNo, no: hookNo } = hook;
  await deleteEnrolment(tx, { locationNo, hookNo, contactNo: contact.no });
  const after = eventStartTime === null ? null : { eventStartTime };
  const values = { before: valuesOf(hook, enrolment), after };
  await recordEnrolmentEvent(tx, 'removed', hook, contact, values, tools);
}

async function bothOf(
  tx: Transaction,
  { locationNo, kind, hookId, contactId }: OfEnrolment,
): Promise<{ hook: HookRow; contact: Contact }> {
  const no = await getContactNo(tx, locationNo, contactId);
  const hook = await findHook(tx, { locationNo, kind, id: hookId });
  if (!hook) throw errors.recordNotFound(hookNames[kind], hookId);
  return { hook, contact: { no, id: contactId } };
}

function valuesOf({ id, name }: Hook, enrolment: EnrolmentRow): object {
  const { event_start_time: eventStartTime, enrolled_at: at } = enrolment;
  return { id, name, eventStartTime, enrolledAt: toIsoTime(at) };
}

async function recordEnrolmentEvent(
  tx: Transaction,
  what: 'enrolled' | 'removed',
  { location_no: locationNo, kind, id: recordId }: Hook,
  { id: contactId }: Contact,
  { before, after }: { before: object | null; after: object | null },
  tools: CommandTools,
): Promise<void> {
  const event = {
    locationNo,
    type: `${kind}.${what}` as const,
    recordId,
    contactId,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  await recordEvent(tx, event, tools);
}

/** Loaded on the writer thread. */
export const enrolmentCommands = [enrolCommand, unenrolCommand, unenrolAllCommand] as const;
