import { errors } from '../../errors/catalogue.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { phoneKey } from '../contacts/search/text-filter.ts';
import { emailKey } from '../../lib/email.ts';
import type { Filled } from '../../lib/page-bytes.ts';
import { searchWords } from '../../lib/search-words.ts';
import { digitsOf, foldText } from '../../lib/text.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { findLocation } from '../locations/locations.ts';
import type { Passwords } from './password.ts';
import { type User, toUser } from './user.ts';
import { createUserCommand, deleteUserCommand, updateUserCommand } from './user-commands.ts';
import { type NewUserInput, type UserInput, toUserChange } from './user-input.ts';
import {
  type FoundUsers,
  type UserFilters,
  type UserPage,
  selectUser,
  selectUsers,
} from './users.store.ts';

/** The location that a caller is confined to; null for the whole installation. */
export type Within = { no: number; id: string; country: string } | null;

/** A user, of the location that it must be one of; `byAdmin` as commands have it. */
export type OfUser = { id: string; within: Within; byAdmin: number | null };

export const reachOf = ({ id, within, byAdmin }: OfUser) => ({
  locationNo: null,
  id,
  within: within?.no ?? null,
  byAdmin,
});

const usualCountry = 'US';

/** What a national number of a user is read in: the country of the first of the user's locations. */
async function countryOf(reader: Executor, [first]: readonly string[] = []): Promise<string> {
  const location = first === undefined ? undefined : await findLocation(reader, first);
  return location?.country ?? usualCountry;
}

/** Throws `validation_failed`, also for an e-mail that another user has. */
export async function createUser(
  engine: Engine,
  passwords: Passwords,
  input: NewUserInput,
  byAdmin: number | null,
  context: CommandContext,
): Promise<CommandOutcome<User>> {
  const change = toUserChange(input, await countryOf(engine.read, input.locationIds));
  const { password } = input;
  const passwordHash = password === undefined ? null : await passwords.hash(password, context.turn);
  return engine.run(
    createUserCommand,
    { locationNo: null, change, passwordHash, byAdmin },
    context,
  );
}

/** Throws `record_not_found` or `validation_failed`. */
export async function updateUser(
  engine: Engine,
  passwords: Passwords,
  of: OfUser,
  input: UserInput,
  context: CommandContext,
): Promise<User> {
  // Before the work of hashing.
  const user = await selectUser(engine.read, of.id, of.within?.no ?? null);
  const locationIds = input.locationIds ?? (user && toUser(user, null).locationIds);
  const change = toUserChange(input, await countryOf(engine.read, locationIds));
  if (!user) throw errors.recordNotFound('User', of.id);
  const passwordHash =
    input.password === undefined ? null : await passwords.hash(input.password, context.turn);
  const command = { ...reachOf(of), change, passwordHash };
  return (await engine.run(updateUserCommand, command, context)).value;
}

/** Removes the user for good; throws `record_not_found`, or `validation_failed` for the last owner. */
export async function deleteUser(
  engine: Engine,
  of: OfUser,
  context: CommandContext,
): Promise<User> {
  const command = reachOf(of);
  return (await engine.run(deleteUserCommand, command, context)).value;
}

/** Throws `record_not_found`, also for a user who is not of the location. */
export async function getUser(reader: Executor, within: Within, id: string): Promise<User> {
  const row = await selectUser(reader, id, within?.no ?? null);
  if (!row) throw errors.recordNotFound('User', id);
  return toUser(row, within);
}

export type UserSearch = {
  companyId?: string;
  query?: string;
  type?: string;
  role?: string;
  ids?: readonly string[];
  emails?: readonly string[];
  /** No order is asked for: who the query names as a whole comes first. */
  bestFirst?: boolean;
};

/** Off the HTTP thread: it may read every user. */
export const listUsersQuery = defineQuery({
  name: 'users.list',
  run: (
    reader: Executor,
    { filters, page }: { filters: UserFilters; page: UserPage },
  ): Promise<FoundUsers> => selectUsers(reader, filters, page),
});

/** A page of users with the exact total. */
export async function listUsers(
  engine: Engine,
  within: Within,
  search: UserSearch,
  page: UserPage,
  signal: AbortSignal,
): Promise<Filled<User> & { total: number }> {
  const input = { filters: toFilters(search, within), page };
  const found = await engine.query(listUsersQuery, input, { signal });
  return { ...found, rows: found.rows.map((row) => toUser(row, within)) };
}

export const mostSkipped = 10_000;
export const mostNamed = 100;

/** Throws `validation_failed`. */
export function toSkip(sent: string | undefined): number {
  const skip = Number(sent ?? 0);
  if (skip <= mostSkipped) return skip;
  const message = `skip must not be greater than ${mostSkipped}`;
  throw errors.validationFailed([{ field: 'skip', message }]);
}

/** The parts of a list separated by commas; throws `validation_failed` for more than 100. */
export function toNamed(field: string, sent: string | readonly string[]): string[] {
  const parts = [sent].flat().flatMap((each) => each.split(','));
  const named = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (named.length <= mostNamed) return named;
  const problem: FieldProblem = { field, message: `${field} must name at most ${mostNamed}` };
  throw errors.validationFailed([problem]);
}

function wholeOf(query: string): NonNullable<UserFilters['whole']> {
  return {
    email: emailKey(query.trim().replaceAll(' ', '+')),
    phone: phoneKey(query, usualCountry),
    name: foldText(query),
  };
}

function toFilters(search: UserSearch, within: Within): UserFilters {
  const { companyId, query, type, role, ids, emails, bestFirst } = search;
  const terms = query?.trim() ? searchWords('query', query) : undefined;
  const digits = query && /^[\s\d().+-]+$/.test(query) ? digitsOf(query) : '';
  return {
    locationNo: within?.no ?? null,
    ...(companyId !== undefined && { companyId }),
    ...(terms && { terms }),
    ...(digits !== '' && { digits }),
    ...(bestFirst === true && query?.trim() && { whole: wholeOf(query) }),
    ...(type !== undefined && { type }),
    ...(role !== undefined && { role }),
    ...(ids && { ids: [...ids] }),
    ...(emails && { emailKeys: emails.map(emailKey) }),
  };
}
