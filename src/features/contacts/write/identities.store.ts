import { sql } from 'kysely';
import { itemRows, memberText } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';

export type IdentityKind = 'email' | 'phone';
export type Identity = { locationNo: number; kind: IdentityKind; value: string };

type Value = Pick<Identity, 'kind' | 'value'>;
type OfContact = { locationNo: number; contactNo: number };

const claimFree = statement<OfContact & { values: string }, Value>((db, p) =>
  db
    .insertInto('contact_identities')
    .columns(['location_no', 'kind', 'value', 'slot', 'contact_no'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.values))
        .select([
          sql<number>`${p.locationNo}`.as('location_no'),
          memberText('kind').as('kind'),
          memberText('value').as('value'),
          sql<string>`''`.as('slot'),
          sql<number>`${p.contactNo}`.as('contact_no'),
        ])
        // Without a condition, what follows would be read as that of a join.
        .where(sql<boolean>`true`),
    )
    .onConflict((conflict) =>
      conflict.columns(['location_no', 'kind', 'value', 'slot']).doNothing(),
    )
    .returning(['kind', 'value']),
);

/** Makes a contact the first holder of the values that nobody has: these have the empty slot. */
export async function claimFreeIdentities(
  tx: Executor,
  of: OfContact,
  values: readonly Value[],
): Promise<Value[]> {
  return tx.run(claimFree, { ...of, values: JSON.stringify(values) });
}

const insertHolder = statement<Identity & { contactNo: number; contactId: string }, unknown>(
  (db, p) =>
    db.insertInto('contact_identities').values({
      location_no: p.locationNo,
      kind: p.kind,
      value: p.value,
      slot: p.contactId,
      contact_no: p.contactNo,
    }),
);

/** A further holder of a value has its own id as slot. */
export async function insertFurtherHolder(
  tx: Executor,
  identity: Identity & { contactNo: number; contactId: string },
): Promise<void> {
  await tx.run(insertHolder, identity);
}

type HeldBy = { locationNo: number; kind: IdentityKind; contactNo: number };
type Held = { value: string; slot: string };

const removeAll = statement<HeldBy, Held>((db, p) =>
  db
    .deleteFrom('contact_identities')
    .where('contact_no', '=', p.contactNo)
    .where('kind', '=', p.kind)
    .where('location_no', '=', p.locationNo)
    .returning(['value', 'slot']),
);

const removeOne = statement<HeldBy & { value: string }, Held>((db, p) =>
  db
    .deleteFrom('contact_identities')
    .where('contact_no', '=', p.contactNo)
    .where('kind', '=', p.kind)
    .where('location_no', '=', p.locationNo)
    .where('value', '=', p.value)
    .returning(['value', 'slot']),
);

const promote = statement<Identity, unknown>((db, p) =>
  db
    .updateTable('contact_identities')
    .set({ slot: '' })
    .where('location_no', '=', p.locationNo)
    .where('kind', '=', p.kind)
    .where('value', '=', p.value)
    .where('contact_no', '=', (eb) =>
      eb
        .selectFrom('contact_identities as other')
        .select(({ fn }) => fn.min('other.contact_no').as('oldest'))
        .where('other.location_no', '=', p.locationNo)
        .where('other.kind', '=', p.kind)
        .where('other.value', '=', p.value),
    ),
);

/** Takes one value of a contact away; the oldest other holder moves up to the empty slot. */
export async function releaseIdentity(tx: Executor, of: HeldBy & { value: string }): Promise<void> {
  await moveUp(tx, of, await tx.run(removeOne, of));
}

/** Takes every value of a kind away, each as above. */
export async function releaseIdentities(tx: Executor, of: HeldBy): Promise<void> {
  await moveUp(tx, of, await tx.run(removeAll, of));
}

async function moveUp(
  tx: Executor,
  { locationNo, kind }: HeldBy,
  released: readonly Held[],
): Promise<void> {
  for (const { value, slot } of released) {
    if (slot === '') await tx.run(promote, { locationNo, kind, value });
  }
}

const selectHolder = statement<Identity, { contact_no: number }>((db, p) =>
  db
    .selectFrom('contact_identities')
    .select('contact_no')
    .where('location_no', '=', p.locationNo)
    .where('kind', '=', p.kind)
    .where('value', '=', p.value)
    .where('slot', '=', ''),
);

/** The first holder of a value. */
export async function findHolder(tx: Executor, identity: Identity): Promise<number | undefined> {
  return (await tx.run(selectHolder, identity))[0]?.contact_no;
}
