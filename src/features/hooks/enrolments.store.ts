import { stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { HookKind, HookRow } from './hooks.store.ts';

type OfEnrolment = { locationNo: number; hookNo: number; contactNo: number };
export type EnrolmentRow = { event_start_time: string | null; enrolled_at: number };

const select = statement<OfEnrolment, EnrolmentRow>((db, p) =>
  db
    .selectFrom('enrolments')
    .select(['event_start_time', 'enrolled_at'])
    .where('location_no', '=', p.locationNo)
    .where('hook_no', '=', p.hookNo)
    .where('contact_no', '=', p.contactNo),
);

export async function findEnrolment(
  executor: Executor,
  of: OfEnrolment,
): Promise<EnrolmentRow | undefined> {
  return (await executor.run(select, of))[0];
}

type Put = OfEnrolment & { eventStartTime: string | null; at: number };

const put = statement<Put, unknown>((db, p) =>
  db
    .insertInto('enrolments')
    .values({
      location_no: p.locationNo,
      hook_no: p.hookNo,
      contact_no: p.contactNo,
      event_start_time: p.eventStartTime,
      enrolled_at: p.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['location_no', 'hook_no', 'contact_no'])
        .doUpdateSet({ event_start_time: p.eventStartTime, enrolled_at: p.at }),
    ),
);

/** Enrols, or renews the enrolment there is. */
export async function putEnrolment(tx: Executor, enrolment: Put): Promise<void> {
  await tx.run(put, enrolment);
}

const remove = statement<OfEnrolment, unknown>((db, p) =>
  db
    .deleteFrom('enrolments')
    .where('location_no', '=', p.locationNo)
    .where('hook_no', '=', p.hookNo)
    .where('contact_no', '=', p.contactNo),
);

export async function deleteEnrolment(tx: Executor, of: OfEnrolment): Promise<void> {
  await tx.run(remove, of);
}

export type EnrolmentOfHook = EnrolmentRow & { contact_no: number; contact_id: string };

const selectOfHook = statement<
  { locationNo: number; hookNo: number; limit: number },
  EnrolmentOfHook
>((db, p) =>
  db
    .selectFrom('enrolments')
    .innerJoin('contacts', 'contacts.no', 'enrolments.contact_no')
    .select(['contact_no', 'contacts.id as contact_id', 'event_start_time', 'enrolled_at'])
    .where('enrolments.location_no', '=', p.locationNo)
    .where('hook_no', '=', p.hookNo)
    .limit(p.limit),
);

/** Some enrolments of a hook, those of deleted contacts among them. */
export async function selectEnrolmentsOfHook(
  tx: Executor,
  of: { locationNo: number; hookNo: number; limit: number },
): Promise<EnrolmentOfHook[]> {
  return tx.run(selectOfHook, of);
}

export type EnrolmentOfContact = EnrolmentRow &
  Pick<HookRow, 'no' | 'kind' | 'id' | 'name' | 'status'>;
type OfContact = { locationNo: number; contactNo: number };

const columns = [
  'hooks.no',
  'kind',
  'hooks.id',
  'name',
  'status',
  'event_start_time',
  'enrolled_at',
] as const;

const selectOfKind = statement<OfContact & { kind: HookKind }, EnrolmentOfContact>((db, p) =>
  db
    .selectFrom('enrolments')
    .innerJoin('hooks', 'hooks.no', 'enrolments.hook_no')
    .select(columns)
    .where('contact_no', '=', p.contactNo)
    .where('enrolments.location_no', '=', p.locationNo)
    .where('kind', '=', p.kind)
    .where('deleted_at', 'is', null),
);

/** A contact's enrolments in hooks of a kind. */
export async function selectEnrolmentsOfKind(
  tx: Executor,
  of: OfContact & { kind: HookKind },
): Promise<EnrolmentOfContact[]> {
  return tx.run(selectOfKind, of);
}

/** All enrolments of a contact, latest last: not more than a location has hooks. */
export async function selectEnrolments(
  reader: Executor,
  { locationNo, contactNo }: OfContact,
): Promise<EnrolmentOfContact[]> {
  return reader.db
    .selectFrom('enrolments')
    .innerJoin('hooks', 'hooks.no', 'enrolments.hook_no')
    .select(columns)
    .where('contact_no', '=', contactNo)
    .where('enrolments.location_no', '=', locationNo)
    .where('deleted_at', 'is', null)
    .where(stillWanted())
    .orderBy('enrolled_at')
    .orderBy('hooks.no')
    .execute();
}
