import { errors } from '../../errors/catalogue.ts';
import { parseIsoTime } from '../../lib/iso-time.ts';
import {
  type CommandContext,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import {
  type OfEnrolment,
  enrolCommand,
  unenrolAllCommand,
  unenrolCommand,
} from './enrolment-commands.ts';
import { selectEnrolments } from './enrolments.store.ts';
import type { HookKind } from './hooks.store.ts';

export type { EnrolmentOfContact } from './enrolments.store.ts';
export type { OfEnrolment } from './enrolment-commands.ts';

/** The time of the event that an enrolment is about, as sent; throws `validation_failed`. */
export function toEventStartTime(sent: string | undefined): string | null {
  if (sent === undefined || sent.trim() === '') return null;
  if (parseIsoTime(sent) === undefined) {
    const message = 'eventStartTime must be a time such as 2021-06-23T03:30:00+01:00';
    throw errors.validationFailed([{ field: 'eventStartTime', message }]);
  }
  return sent.trim();
}

/** Returns what the caller should know. Throws `contact_not_found` or `record_not_found`. */
export async function enrol(
  engine: Engine,
  of: OfEnrolment,
  mayReadHook: boolean,
  context: CommandContext,
): Promise<{ warnings: string[]; replayed: boolean; traceId: string }> {
  const outcome = await engine.run(enrolCommand, of, context);
  const { status, wasEnrolled } = outcome.value;
  const { kind, hookId } = of;
  const again =
    kind === 'campaign' ? 'nothing has changed' : 'it entered again, with an event of its own';
  const warnings = [
    ...(wasEnrolled ? [`the contact was enrolled in ${kind} ${hookId} already: ${again}`] : []),
    ...(mayReadHook && status === 'draft' ? [`${kind} ${hookId} is a draft`] : []),
  ];
  return { warnings, replayed: outcome.replayed, traceId: outcome.traceId };
}

/** Returns what the caller should know. Throws `contact_not_found` or `record_not_found`. */
export async function unenrol(
  engine: Engine,
  of: OfEnrolment,
  context: CommandContext,
): Promise<string[]> {
  const { value: wasEnrolled } = await engine.run(unenrolCommand, of, context);
  return wasEnrolled ? [] : [`the contact was not enrolled in ${of.kind} ${of.hookId}`];
}

/** Ends a contact's enrolments in hooks of a kind. Throws `contact_not_found`. */
export async function unenrolFromAll(
  engine: Engine,
  of: { locationNo: number; kind: HookKind; contactId: string },
  context: CommandContext,
): Promise<void> {
  await engine.run(unenrolAllCommand, of, context);
}

export const listEnrolmentsQuery = defineQuery({
  name: 'hooks.list-enrolments',
  run: (reader: Executor, of: { locationNo: number; contactNo: number }) =>
    selectEnrolments(reader, of),
});
