import { joinName } from '../../lib/names.ts';
import type { User } from './user.ts';

/** The published shape of a user; `deleted` is in lists alone, and no deleted user is kept. */
export function toUserWire(user: User): Record<string, unknown> {
  const { phones, scopes, ...profile } = user.profile;
  const { id, firstName, lastName, email, type, role, owner, active, locationIds } = user;
  return {
    id,
    name: joinName(firstName, lastName),
    firstName,
    lastName,
    email,
    ...profile,
    scopes: scopes ?? [],
    roles: {
      type,
      role,
      locationIds,
      restrictSubAccount: type === 'account' || locationIds.length > 0,
    },
    owner,
    active,
    ...(phones && { lcPhone: phones }),
  };
}

export function toListedUserWire(user: User): Record<string, unknown> {
  return { ...toUserWire(user), deleted: false };
}

/** Only the fields named, separated by commas; "all" is all, nothing is id and email. */
export function toProjectedUserWire(user: User, projection = ''): Record<string, unknown> {
  const whole = toListedUserWire(user);
  const named = projection.split(',').map((name) => name.trim());
  if (named.includes('all')) return whole;
  const wanted = new Set(['id', ...(projection.trim() === '' ? ['email'] : named)]);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.has(name)));
}
