import { itemRows } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

const selectNo = statement<{ locationNo: number; id: string }, { no: number }>((db, p) =>
  db
    .selectFrom('contacts')
    .select('no')
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

/** A live contact's surrogate key, or undefined. */
export async function findContactNo(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<number | undefined> {
  return (await executor.run(selectNo, { locationNo, id }))[0]?.no;
}

const selectMissing = statement<{ locationNo: number; ids: string }, { id: string }>((db, p) =>
  db
    .selectFrom(itemRows<string>(p.ids))
    .select('item.value as id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contacts')
            .select('no')
            .where('location_no', '=', p.locationNo)
            .whereRef('contacts.id', '=', 'item.value')
            .where('deleted_at', 'is', null),
        ),
      ),
    ),
);

export async function selectMissingContacts(
  executor: Executor,
  locationNo: number,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await executor.run(selectMissing, { locationNo, ids: JSON.stringify(ids) });
  return rows.map(({ id }) => id);
}
