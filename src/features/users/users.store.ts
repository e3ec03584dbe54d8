import { type Insertable, type Updateable, type SqlBool, sql } from 'kysely';
import type { Filled } from '../../lib/page-bytes.ts';
import {
  byteLength,
  holdsText,
  itemsOf,
  listOf,
  orElse,
  stillWanted,
  valueAt,
} from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import type { Database, UserRow } from '../../storage/schema.ts';
import { readPage } from '../../storage/read-page.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';

/** A row with what stands beside it: a JSON list of location ids, and whether it is the owner's. */
export type FoundUser = Omit<UserRow, 'password_hash'> & { location_ids: string; owner: number };

const columns = [
  'no',
  'id',
  'company_id',
  'first_name',
  'last_name',
  'email',
  'email_key',
  'name_key',
  'last_name_key',
  'text',
  'type',
  'role',
  'profile',
  'created_at',
  'updated_at',
  'deactivated_at',
] as const satisfies (keyof UserRow)[];

/** The locations of `users` in the surrounding statement, oldest first, as a JSON list. */
const locationIds = sql<string>`(
  select ${listOf('l.id')} from (
    select locations.id from user_locations
    join locations on locations.no = user_locations.location_no
    where user_locations.user_no = users.no and locations.deleted_at is null
    order by user_locations.location_no) l)`.as('location_ids');

/** In words that the index of agency admins has: a value that is bound would not be taken for one. */
const isActiveOwner = sql<SqlBool>`type = 'agency' and role = 'admin' and deactivated_at is null`;
const isOwner = sql<SqlBool>`users.no = (
  select min(first.no) from users first
  where first.type = 'agency' and first.role = 'admin' and first.deactivated_at is null)`;
const owner = sql<number>`${orElse(isOwner, false)}`.as('owner');

const byId = statement<{ id: string }, FoundUser>((db, p) =>
  db.selectFrom('users').select(columns).select([locationIds, owner]).where('id', '=', p.id),
);

const byIdWithin = statement<{ id: string; locationNo: number }, FoundUser>((db, p) =>
  db
    .selectFrom('users')
    .innerJoin('user_locations', 'user_locations.user_no', 'users.no')
    .select(columns)
    .select([locationIds, owner])
    .where('user_locations.location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

/** A user of the installation, or only when it is one of the location. */
export async function selectUser(
  reader: Executor,
  id: string,
  locationNo: number | null,
): Promise<FoundUser | undefined> {
  const rows =
    locationNo === null
      ? await reader.run(byId, { id })
      : await reader.run(byIdWithin, { id, locationNo });
  return rows[0];
}

const byNo = statement<{ no: number }, UserNames>((db, p) =>
  db
    .selectFrom('users')
    .select(['no', 'id', 'first_name', 'last_name', 'email'])
    .where('no', '=', p.no),
);

export type UserNames = Pick<UserRow, 'no' | 'id' | 'first_name' | 'last_name' | 'email'>;

export async function selectUserByNo(reader: Executor, no: number): Promise<UserNames | undefined> {
  return (await reader.run(byNo, { no }))[0];
}

const noByEmail = statement<{ key: string }, { no: number }>((db, p) =>
  db.selectFrom('users').select('no').where('email_key', '=', p.key),
);

export async function selectNoByEmail(tx: Executor, key: string): Promise<number | undefined> {
  return (await tx.run(noByEmail, { key }))[0]?.no;
}

export type SignInRow = Pick<UserRow, 'no' | 'password_hash' | 'deactivated_at'>;

const signInByEmail = statement<{ key: string }, SignInRow>((db, p) =>
  db
    .selectFrom('users')
    .select(['no', 'password_hash', 'deactivated_at'])
    .where('email_key', '=', p.key),
);

/** What signing in needs of whoever has an address. */
export async function selectSignIn(reader: Executor, key: string): Promise<SignInRow | undefined> {
  return (await reader.run(signInByEmail, { key }))[0];
}

/** The agency admin of longest standing who may sign in, or the one with an address. */
export async function selectOwner(
  tx: Executor,
  key: string | null,
): Promise<UserNames | undefined> {
  const owners = tx.db
    .selectFrom('users')
    .select(['no', 'id', 'first_name', 'last_name', 'email'])
    .where(isActiveOwner);
  const wanted = key === null ? owners : owners.where('email_key', '=', key);
  return wanted.orderBy('no').limit(1).executeTakeFirst();
}

/** How many agency admins may sign in, to two. */
export async function countAgencyAdmins(tx: Executor): Promise<number> {
  const rows = await tx.db.selectFrom('users').select('no').where(isActiveOwner).limit(2).execute();
  return rows.length;
}

export async function insertUser(
  tx: Executor,
  row: Insertable<Database['users']>,
): Promise<number> {
  const { no } = await tx.db
    .insertInto('users')
    .values(row)
    .returning('no')
    .executeTakeFirstOrThrow();
  return no;
}

export async function updateUserRow(
  tx: Executor,
  no: number,
  row: Updateable<Database['users']>,
): Promise<void> {
  await tx.db.updateTable('users').set(row).where('no', '=', no).execute();
}

export async function deleteUserRow(tx: Executor, no: number): Promise<void> {
  await tx.db.deleteFrom('user_locations').where('user_no', '=', no).execute();
  await tx.db.deleteFrom('users').where('no', '=', no).execute();
}

const ofLocation = rowsOf(
  (p: { locationNo: number }) => sql`user_locations where location_no = ${p.locationNo}`,
);

export function hasRoomForUser(tx: Executor, locationNo: number, most: number): Promise<boolean> {
  return hasRoom(tx, ofLocation, { locationNo }, most);
}

export async function putUserLocations(
  tx: Executor,
  userNo: number,
  locationNos: readonly number[],
): Promise<void> {
  await tx.db.deleteFrom('user_locations').where('user_no', '=', userNo).execute();
  for (const locationNo of new Set(locationNos)) {
    await tx.db
      .insertInto('user_locations')
      .values({ location_no: locationNo, user_no: userNo })
      .execute();
  }
}

export type UserSort = 'name' | 'firstName' | 'lastName' | 'email' | 'dateAdded';

/** One condition each; all must hold. Texts are folded. */
export type UserFilters = {
  locationNo: number | null;
  companyId?: string;
  terms?: string[];
  digits?: string;
  type?: string;
  role?: string;
  ids?: string[];
  emailKeys?: string[];
  /** Who has one of these as a whole comes first. */
  whole?: { email: string; phone: string; name: string };
};

export type UserPage = { sort: UserSort; descending: boolean; skip: number; limit: number };

const sortColumns = {
  name: 'name_key',
  firstName: 'name_key',
  lastName: 'last_name_key',
  email: 'email_key',
  dateAdded: 'created_at',
} as const;

export type FoundUsers = Filled<FoundUser> & { total: number };

/** About what a user takes in a reply; its profile is kept as JSON. */
const bytesOfUser = sql<number>`${byteLength('profile')} + 4000
  + 30 * (select count(*) from user_locations where user_locations.user_no = users.no)`;

/** A page and its exact total; may scan the users, so it runs on a reader. */
export async function selectUsers(
  reader: Executor,
  filters: UserFilters,
  { sort, descending, skip, limit }: UserPage,
): Promise<FoundUsers> {
  const { locationNo, terms, digits } = filters;
  const conditions = [stillWanted()];
  if (locationNo !== null) {
    conditions.push(sql<SqlBool>`users.no in (
      select user_no from user_locations where location_no = ${locationNo})`);
  }
  if (terms) {
    const all = terms.map((term) => holdsText('text', term));
    const number = digits === undefined ? sql`false` : holdsText('text', digits);
    conditions.push(sql<SqlBool>`((${all.length > 0 ? sql.join(all, sql` and `) : sql`false`})
      or ${number})`);
  }
  const oneOf = (column: 'id' | 'email_key', values: readonly string[]): void => {
    const list = JSON.stringify(values);
    conditions.push(sql<SqlBool>`${sql.ref(column)} in ${itemsOf(list)}`);
  };
  if (filters.ids) oneOf('id', filters.ids);
  if (filters.emailKeys) oneOf('email_key', filters.emailKeys);
  if (filters.companyId !== undefined) {
    conditions.push(sql<SqlBool>`company_id = ${filters.companyId}`);
  }
  if (filters.type !== undefined) conditions.push(sql<SqlBool>`type = ${filters.type}`);
  if (filters.role !== undefined) conditions.push(sql<SqlBool>`role = ${filters.role}`);
  const matching = reader.db.selectFrom('users').where((eb) => eb.and(conditions));
  const { total } = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const direction = descending ? 'desc' : 'asc';
  const { whole } = filters;
  const rank = whole
    ? sql<number>`case when email_key = ${whole.email} then 0
        when ${valueAt('profile', 'phone')} = ${whole.phone} then 1
        when name_key = ${whole.name} then 2 else 3 end`
    : sql<number>`null`;
  const inOrder = matching
    .orderBy(rank)
    .orderBy(sortColumns[sort], direction)
    .orderBy('no', direction)
    .offset(skip);
  const page = await readPage(
    limit,
    async (most) => {
      const sizes = await inOrder.limit(most).select(bytesOfUser.as('bytes')).execute();
      return sizes.map(({ bytes }) => bytes);
    },
    (most) => inOrder.limit(most).select(columns).select([locationIds, owner]).execute(),
  );
  return { ...page, total };
}

const anyOf = statement<{ locationNo: number }, { user_no: number }>((db, p) =>
  db
    .selectFrom('user_locations')
    .select('user_no')
    .where('location_no', '=', p.locationNo)
    .limit(1),
);

export async function hasUsers(reader: Executor, locationNo: number): Promise<boolean> {
  return (await reader.run(anyOf, { locationNo })).length > 0;
}
