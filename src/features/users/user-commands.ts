import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { emailKey } from '../../lib/email.ts';
import { joinName } from '../../lib/names.ts';
import { digitsOf, foldText, searchText } from '../../lib/text.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { findLocation } from '../locations/locations.ts';
import type { FoundUser } from './users.store.ts';
import { type User, type UserProfile, toUser } from './user.ts';
import { deleteSessionsOf, selectReachedIds } from './sessions/sessions.store.ts';
import { deleteLinksOf, deleteUnusedLinks } from './sessions/user-links.store.ts';
import type { UserChange } from './user-input.ts';
import {
  countAgencyAdmins,
  deleteUserRow,
  insertUser,
  hasRoomForUser,
  putUserLocations,
  selectNoByEmail,
  selectUser,
  updateUserRow,
} from './users.store.ts';

type Change = { locationNo: null; change: UserChange; passwordHash: string | null };
/** Whose session asks, where that is an admin's: what it may reach are its own locations. */
type ByAdmin = { byAdmin: number | null };
/** Users are the installation's; `within` where only one of that location is meant. */
export type Reach = ByAdmin & { locationNo: null; id: string; within: number | null };

export const createUserCommand = defineCommand({
  name: 'users.create',
  run: async (tx: Transaction, input: Change & ByAdmin, tools: CommandTools): Promise<User> => {
    const { change, passwordHash } = input;
    const { companyId, firstName, lastName, email, type, role } = change;
    if (!companyId || !firstName || !lastName || !email || !type || !role) {
      throw new Error('a new user that is not whole');
    }
    const whole = { companyId, firstName, lastName, email, type, role, profile: {} };
    const after = changed({ ...whole, locationIds: [] }, change);
    const locationNos = await check(tx, after, null, input.byAdmin);
    const id = tools.newId();
    const no = await insertUser(tx, {
      ...columnsOf(after),
      id,
      password_hash: passwordHash ?? '',
      created_at: tools.now,
      updated_at: tools.now,
      deactivated_at: null,
    });
    await putUserLocations(tx, no, locationNos);
    const user = await getWhole(tx, id);
    await record(tx, 'user.created', id, null, shown(user), tools);
    return user;
  },
});

export const updateUserCommand = defineCommand({
  name: 'users.update',
  run: async (tx: Transaction, input: Change & Reach, tools: CommandTools): Promise<User> => {
    const row = await getRow(tx, input);
    await checkInReach(tx, row, input.byAdmin);
    const before = toUser(row, null);
    // The stored permissions alone: what is a default today is not set.
    const stored = JSON.parse(row.profile) as UserProfile;
    const after = changed({ ...before, profile: stored }, input.change);
    const { passwordHash } = input;
    const same =
      JSON.stringify(columnsOf(after)) === JSON.stringify(columnsOf(withStored(before, stored)));
    const moved = new Set(after.locationIds).symmetricDifference(new Set(before.locationIds));
    const sameLocations = moved.size === 0;
    if (same && sameLocations && passwordHash === null) return before;
    const locationNos = await check(tx, after, row, input.byAdmin);
    await updateUserRow(tx, row.no, {
      ...columnsOf(after),
      ...(passwordHash !== null && { password_hash: passwordHash }),
      updated_at: tools.now,
    });
    if (!sameLocations) await putUserLocations(tx, row.no, locationNos);
    if (passwordHash !== null) await endAccess(tx, row.no);
    const user = await getWhole(tx, row.id);
    const told = { ...shown(user), ...(passwordHash !== null && { passwordChanged: true }) };
    await record(tx, 'user.updated', row.id, shown(before), told, tools);
    return user;
  },
});

export const deleteUserCommand = defineCommand({
  name: 'users.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: Reach, tools: CommandTools): Promise<User> => {
    const row = await getRow(tx, input);
    await checkInReach(tx, row, input.byAdmin);
    await checkNotLastOwner(tx, row, 'userId');
    const user = toUser(row, null);
    await deleteSessionsOf(tx, row.no);
    await deleteLinksOf(tx, row.no);
    await deleteUserRow(tx, row.no);
    await record(tx, 'user.deleted', row.id, shown(user), null, tools);
    return user;
  },
});

const lastOwner =
  'the owner, the last agency admin, cannot be deleted, be deactivated or lose the role: make another one first';

type Whole = Omit<User, 'id' | 'owner' | 'active' | 'createdAt' | 'updatedAt'>;

function withStored(user: User, profile: UserProfile): Whole {
  return { ...user, profile };
}

function changed(before: Whole, change: UserChange): Whole {
  const { profile, ...fields } = change;
  const merged = { ...before.profile, ...profile };
  if (profile.permissions) {
    merged.permissions = { ...before.profile.permissions, ...profile.permissions };
  }
  const set = Object.entries(merged).filter(([, value]) => value !== null);
  return { ...before, ...fields, profile: Object.fromEntries(set) };
}

function columnsOf(user: Whole) {
  const name = joinName(user.firstName, user.lastName);
  const { phone } = user.profile;
  return {
    company_id: user.companyId,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    email_key: emailKey(user.email),
    name_key: foldText(name),
    last_name_key: foldText(joinName(user.lastName, user.firstName)),
    text: searchText([name, user.email, ...(phone === undefined ? [] : [digitsOf(phone)])]),
    type: user.type,
    role: user.role,
    profile: JSON.stringify(user.profile),
  };
}

export const mostUsers = 10_000;

/** What only the other rows can say; returns the keys of the locations. Throws `validation_failed`. */
async function check(
  tx: Transaction,
  user: Whole,
  row: FoundUser | null,
  byAdmin: number | null,
): Promise<number[]> {
  const problems: FieldProblem[] = [];
  const reached = byAdmin === null ? undefined : await selectReachedIds(tx, byAdmin);
  if (reached && user.type !== 'account') {
    problems.push({ field: 'type', message: 'type must be account: an owner makes the others' });
  }
  const holder = await selectNoByEmail(tx, emailKey(user.email));
  if (holder !== undefined && holder !== row?.no) {
    problems.push({ field: 'email', message: `email ${user.email} belongs to another user` });
  }
  const locationNos: number[] = [];
  const had = new Set(row ? toUser(row, null).locationIds : []);
  for (const id of user.locationIds) {
    // One that an admin does not reach is told as one that is not there.
    const location = reached?.has(id) === false ? undefined : await findLocation(tx, id);
    if (location) {
      locationNos.push(location.no);
      if (had.has(id) || (await hasRoomForUser(tx, location.no, mostUsers))) continue;
      throw errors.limitReached('A location', mostUsers, 'users');
    }
    const message = `locationIds: there is no location ${id}`;
    problems.push({ field: 'locationIds', message });
  }
  if (user.type === 'account' && user.locationIds.length === 0) {
    const message = 'locationIds should not be empty for a user of type account';
    problems.push({ field: 'locationIds', message });
  }
  const steps = row && isActiveOwner(row) && !isAgencyAdmin(user);
  if (steps && (await countAgencyAdmins(tx)) < 2) {
    problems.push({ field: user.role === 'admin' ? 'type' : 'role', message: lastOwner });
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  return locationNos;
}

/** Of a user who is elsewhere too, or of the agency, an owner decides. Throws `role_forbidden`. */
export async function checkInReach(
  tx: Transaction,
  row: FoundUser,
  byAdmin: number | null,
): Promise<void> {
  if (byAdmin === null) return;
  const reached = await selectReachedIds(tx, byAdmin);
  const isReached = toUser(row, null).locationIds.every((id) => reached.has(id));
  if (row.type !== 'account' || !isReached) throw errors.roleForbidden('users.write');
}

function isActiveOwner(row: FoundUser): boolean {
  return isAgencyAdmin(row) && row.deactivated_at === null;
}

/** Throws `validation_failed`. */
export async function checkNotLastOwner(
  tx: Transaction,
  row: FoundUser,
  field: string,
): Promise<void> {
  if (isActiveOwner(row) && (await countAgencyAdmins(tx)) < 2) {
    throw errors.validationFailed([{ field, message: lastOwner }]);
  }
}

/** What opened with the former password: sessions but one, and links that nobody has used. */
export async function endAccess(
  tx: Transaction,
  userNo: number,
  keptSession: number | null = null,
): Promise<number> {
  await deleteUnusedLinks(tx, userNo);
  return deleteSessionsOf(tx, userNo, keptSession);
}

function isAgencyAdmin({ type, role }: Pick<User, 'type' | 'role'>): boolean {
  return type === 'agency' && role === 'admin';
}

export async function getRow(
  tx: Transaction,
  { id, within }: Pick<Reach, 'id' | 'within'>,
): Promise<FoundUser> {
  const row = await selectUser(tx, id, within);
  if (!row) throw errors.recordNotFound('User', id);
  return row;
}

export async function getWhole(tx: Transaction, id: string): Promise<User> {
  return toUser(await getRow(tx, { id, within: null }), null);
}

export function shown({ id: _id, createdAt: _at, updatedAt: _then, ...user }: User): object {
  return user;
}

/**
 * Of the installation, not of a location: a user names all its locations, and what one location
 * reads must show nothing of another.
 */
export function record(
  tx: Transaction,
  type: EventType,
  recordId: string,
  before: object | null,
  after: object | null,
  tools: CommandTools,
): Promise<void> {
  const event = {
    locationNo: null,
    type,
    recordId,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  return recordEvent(tx, event, tools);
}

/** Loaded on the writer thread. */
export const userCommands = [createUserCommand, updateUserCommand, deleteUserCommand] as const;
