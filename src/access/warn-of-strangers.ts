import { findStrangers } from '../features/users/strangers.ts';
import { shorten } from '../lib/text.ts';
import type { Engine } from '../storage/engine.ts';
import { type Call, type CallLocation, mayRead } from './operation-request.ts';

/** The ids that these fields of a body name. */
export function usersNamed(
  fields: readonly string[],
  body: Readonly<Record<string, unknown>> | undefined,
): string[] {
  const values = fields.flatMap((field) => body?.[field] ?? []);
  return values.filter((value) => typeof value === 'string' && value !== '').map(String);
}

/**
 * Clients bring ids of users from elsewhere: they are kept, and who has users here hears of it, unless
 * the token may not know which there are.
 */
export async function warnOfStrangers(
  named: readonly string[],
  location: CallLocation,
  call: Call,
  engine: Engine,
): Promise<void> {
  const { compatibility, warnings } = call;
  if (compatibility.unknownUser === 'ignore' || !mayRead(call, 'users.readonly')) return;
  for (const id of await findStrangers(engine.read, location.no, named)) {
    warnings.push(`${shorten(id, 100)} is no user of the location; it is kept as it is`);
  }
}
