import { sql } from 'kysely';
import { itemRows, memberNumber, memberText } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

export type NewCall = {
  integrationNo: number;
  at: number;
  method: string;
  route: string;
  status: number;
};

const insert = statement<{ calls: string }, unknown>((db, p) =>
  db
    .insertInto('integration_calls')
    .columns(['location_no', 'integration_no', 'at', 'method', 'route', 'status'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.calls))
        // One that is deleted by now keeps nothing.
        .innerJoin('private_integrations', (join) =>
          join.on('private_integrations.no', '=', memberNumber('integrationNo')),
        )
        .select([
          sql<number>`private_integrations.location_no`.as('location_no'),
          'private_integrations.no as integration_no',
          memberNumber('at').as('at'),
          memberText('method').as('method'),
          memberText('route').as('route'),
          memberNumber('status').as('status'),
        ])
        .where('private_integrations.location_no', 'is not', null)
        .orderBy('item.key'),
    ),
);

/** Each under the location of its integration. */
export async function insertCalls(tx: Executor, calls: readonly NewCall[]): Promise<void> {
  await tx.run(insert, { calls: JSON.stringify(calls) });
}

const trim = statement<{ integrationNo: number; kept: number }, unknown>((db, p) =>
  db
    .deleteFrom('integration_calls')
    .where('integration_no', '=', p.integrationNo)
    .where('no', '<=', (eb) =>
      eb
        .selectFrom('integration_calls')
        .select('no')
        .where('integration_no', '=', p.integrationNo)
        .orderBy('no', 'desc')
        .limit(1)
        .offset(p.kept),
    ),
);

/** Leaves the newest of an integration. */
export async function trimCalls(tx: Executor, integrationNo: number, kept: number): Promise<void> {
  await tx.run(trim, { integrationNo, kept });
}

const remove = statement<{ integrationNo: number }, unknown>((db, p) =>
  db.deleteFrom('integration_calls').where('integration_no', '=', p.integrationNo),
);

export async function deleteCallsOf(tx: Executor, integrationNo: number): Promise<void> {
  await tx.run(remove, { integrationNo });
}

/** Of the oldest rows those before a time; true when more may remain. */
export async function deleteOldCalls(
  tx: Executor,
  before: number,
  limit: number,
): Promise<boolean> {
  const oldest = tx.db
    .selectFrom('integration_calls')
    .select(['no', 'at'])
    .orderBy('no')
    .limit(limit);
  const old = await tx.db
    .deleteFrom('integration_calls')
    .where('no', 'in', (eb) =>
      eb.selectFrom(oldest.as('oldest')).select('no').where('at', '<', before),
    )
    .returning('no')
    .execute();
  return old.length === limit;
}

export type CallRow = { no: number; at: number; method: string; route: string; status: number };
export type CallPage = {
  locationNo: number;
  integrationNo: number;
  before: number | null;
  limit: number;
};

const columns = ['no', 'at', 'method', 'route', 'status'] as const;

/** Newest first. */
export async function selectCalls(
  reader: Executor,
  { locationNo, integrationNo, before, limit }: CallPage,
): Promise<CallRow[]> {
  const calls = reader.db
    .selectFrom('integration_calls')
    .select(columns)
    .where('integration_no', '=', integrationNo)
    .where('location_no', '=', locationNo);
  const page = before === null ? calls : calls.where('no', '<', before);
  return page.orderBy('no', 'desc').limit(limit).execute();
}
