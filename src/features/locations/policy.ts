import type { Executor } from '../../storage/engine.ts';
import { selectPolicy } from './locations.store.ts';

export type IdentityKind = 'email' | 'phone';

/** What a location says of its contacts: how it treats a second one with the same e-mail or phone. */
export type ContactPolicy = {
  allowDuplicates: boolean;
  /** The kinds that must be unique while duplicates are not allowed. */
  unique: IdentityKind[];
  /** Both kinds, the location's preferred one first. */
  order: IdentityKind[];
  /** Of its custom fields. */
  fieldsVersion: number;
};

/** Read in the transaction that it decides. */
export async function getContactPolicy(tx: Executor, locationNo: number): Promise<ContactPolicy> {
  const row = await selectPolicy(tx, locationNo);
  if (!row) throw new Error('a location vanished');
  const unique = row.unique_identifiers.split(',').filter(isKind);
  const rest = (['email', 'phone'] as const).filter((kind) => !unique.includes(kind));
  return {
    allowDuplicates: row.allow_duplicate_contact === 1,
    unique,
    order: [...unique, ...rest],
    fieldsVersion: row.fields_version,
  };
}

/** Read where it is first asked for: most changes do not depend on it. */
export type PolicySource = () => Promise<ContactPolicy>;

export function contactPolicyOf(tx: Executor, locationNo: number): PolicySource {
  let reading: Promise<ContactPolicy> | undefined;
  return () => {
    reading ??= getContactPolicy(tx, locationNo);
    return reading;
  };
}

function isKind(value: string): value is IdentityKind {
  return value === 'email' || value === 'phone';
}
