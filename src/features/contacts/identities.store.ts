import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

export type IdentityKind = 'email' | 'phone';
export type Identity = { locationNo: number; kind: IdentityKind; value: string };

const claimFirst = statement<Identity & { contactNo: number }, { contact_no: number }>((db, p) =>
  db
    .insertInto('contact_identities')
    .values({
      location_no: p.locationNo,
      kind: p.kind,
      value: p.value,
      slot: '',
      contact_no: p.contactNo,
    })
    .onConflict((conflict) =>
      conflict.columns(['location_no', 'kind', 'value', 'slot']).doNothing(),
    )
    .returning('contact_no'),
);

const claimFurther = statement<Identity & { contactNo: number; contactId: string }, unknown>(
  (db, p) =>
    db.insertInto('contact_identities').values({
      location_no: p.locationNo,
      kind: p.kind,
      value: p.value,
      slot: p.contactId,
      contact_no: p.contactNo,
    }),
);

/**
 * Gives a contact a value. The first holder has the empty slot, which the unique key keeps single;
 * a further holder is refused (false) when `exclusive`, else it takes its own id as slot.
 */
export async function claimIdentity(
  tx: Executor,
  identity: Identity & { contactNo: number; contactId: string; exclusive: boolean },
): Promise<boolean> {
  const claimed = await tx.run(claimFirst, identity);
  if (claimed.length > 0) return true;
  if (identity.exclusive) return false;
  await tx.run(claimFurther, identity);
  return true;
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
