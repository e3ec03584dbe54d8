import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Filled } from '../../lib/page-bytes.ts';
import { holdsText, itemsOf, notIndexed, stillWanted, valueAt } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { readPage } from '../../storage/read-page.ts';
import type { TaskRow } from '../../storage/tables/tasks.ts';
import { bytesOfTask, storedBytes } from './tasks.store.ts';

/** All that are present must hold; `words` are folded. */
export type TaskFilters = {
  contactIds?: readonly string[];
  assignedTo?: readonly string[];
  completed?: boolean;
  words?: readonly string[];
  businessId?: string;
  /** Milliseconds, both among them. */
  dueFrom?: number;
  dueTo?: number;
};

export type TaskSearchPage = {
  after: { due: number; id: string } | null;
  skip: number;
  limit: number;
  order: 'asc' | 'desc';
};

export type FoundTaskRow = TaskRow & {
  contact_id: string;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  email: string | null;
  phone: string | null;
};
export type FoundTasks = Filled<FoundTaskRow> & { total: number };

/** A page of the tasks of live contacts by when they are due, with the exact total of all. */
export async function selectFoundTasks(
  reader: Executor,
  locationNo: number,
  filters: TaskFilters,
  { after, skip, limit, order }: TaskSearchPage,
): Promise<FoundTasks> {
  const matching = reader.db
    .selectFrom('tasks')
    .innerJoin('contacts', 'contacts.no', 'tasks.contact_no')
    .where((eb) => eb.and(conditionsOf(locationNo, filters)));
  const counted = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  // Those of a few contacts are sorted: the location is not to be walked in order.
  const isOfFew = filters.contactIds !== undefined || filters.businessId !== undefined;
  const dueAt = isOfFew ? notIndexed<number>('tasks.due_at') : sql.ref<number>('tasks.due_at');
  const place = sql`(${dueAt}, tasks.id)`;
  const beyond = (from: NonNullable<typeof after>): RawBuilder<SqlBool> =>
    order === 'asc'
      ? sql<SqlBool>`${place} > (${from.due}, ${from.id})`
      : sql<SqlBool>`${place} < (${from.due}, ${from.id})`;
  const cursor = after ? beyond(after) : sql<SqlBool>`true`;
  const inOrder = matching
    .where(cursor)
    .orderBy(dueAt, order)
    .orderBy('tasks.id', order)
    .offset(skip);
  const page = await readPage(
    limit,
    async (most) => {
      const sizes = await inOrder.limit(most).select(storedBytes.as('bytes')).execute();
      return sizes.map(({ bytes }) => bytes);
    },
    (most) =>
      inOrder
        .limit(most)
        .selectAll('tasks')
        .select([
          'contacts.id as contact_id',
          valueAt<string | null>('contacts.body', 'firstName').as('first_name'),
          valueAt<string | null>('contacts.body', 'lastName').as('last_name'),
          valueAt<string | null>('contacts.body', 'companyName').as('company_name'),
          valueAt<string | null>('contacts.body', 'email').as('email'),
          valueAt<string | null>('contacts.body', 'phone').as('phone'),
        ])
        .execute(),
    bytesOfTask,
  );
  return { ...page, total: counted.total };
}

function conditionsOf(locationNo: number, filters: TaskFilters): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [
    sql<SqlBool>`tasks.location_no = ${locationNo}`,
    sql<SqlBool>`contacts.location_no = ${locationNo}`,
    sql<SqlBool>`contacts.deleted_at is null`,
    stillWanted(),
  ];
  if (filters.contactIds) {
    const ids = JSON.stringify(filters.contactIds);
    conditions.push(sql<SqlBool>`tasks.contact_no in (
      select no from contacts as named
      where location_no = ${locationNo} and id in ${itemsOf(ids)})`);
  }
  if (filters.assignedTo) {
    const ids = JSON.stringify(filters.assignedTo);
    conditions.push(sql<SqlBool>`tasks.assigned_to in ${itemsOf(ids)}`);
  }
  if (filters.completed !== undefined) {
    conditions.push(sql<SqlBool>`tasks.completed = ${Number(filters.completed)}`);
  }
  if (filters.dueFrom !== undefined) {
    conditions.push(sql<SqlBool>`tasks.due_at >= ${filters.dueFrom}`);
  }
  if (filters.dueTo !== undefined) {
    conditions.push(sql<SqlBool>`tasks.due_at <= ${filters.dueTo}`);
  }
  for (const word of filters.words ?? []) {
    conditions.push(holdsText('tasks.text', word));
  }
  if (filters.businessId !== undefined) {
    conditions.push(sql<SqlBool>`tasks.contact_no in (
      select no from contacts as members
      where location_no = ${locationNo} and business_id = ${filters.businessId}
        and deleted_at is null)`);
  }
  return conditions;
}
