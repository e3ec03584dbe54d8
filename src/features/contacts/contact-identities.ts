import { errors } from '../../errors/catalogue.ts';
import { emailKey } from '../../lib/email.ts';
import type { Transaction } from '../../storage/engine.ts';
import type { DuplicatePolicy } from '../locations/policy.ts';
import type { ContactBody } from './contact-body.ts';
import { findContactByNo } from './contacts.store.ts';
import {
  type IdentityKind,
  claimIdentity,
  findHolder,
  releaseIdentity,
} from './identities.store.ts';

type OfContact = { locationNo: number; contactNo: number };

/** The value that duplicates are decided by. */
export function identityValue(kind: IdentityKind, value: string | null | undefined): string {
  if (!value) return '';
  return kind === 'email' ? emailKey(value) : value;
}

/** Those of the primary and the additional ones. */
function identityValues(kind: IdentityKind, body: ContactBody): string[] {
  const additional =
    kind === 'email'
      ? (body.additionalEmails ?? []).map(({ email }) => email)
      : (body.additionalPhones ?? []).map(({ phone }) => phone);
  const values = [body[kind], ...additional].map((value) => identityValue(kind, value));
  return [...new Set(values)].filter((value) => value !== '');
}

/** Takes every e-mail and phone of a contact that holds none; throws `duplicate_contact`. */
export async function claimIdentities(
  tx: Transaction,
  of: OfContact,
  body: ContactBody,
  policy: DuplicatePolicy,
): Promise<void> {
  for (const kind of policy.order) {
    for (const value of identityValues(kind, body)) await claim(tx, of, kind, value, body, policy);
  }
}

/** Gives up what is no longer held and takes what is new; throws `duplicate_contact`. */
export async function moveIdentities(
  tx: Transaction,
  of: OfContact,
  before: ContactBody,
  after: ContactBody,
  policy: DuplicatePolicy,
): Promise<void> {
  for (const kind of policy.order) {
    const had = identityValues(kind, before);
    const has = identityValues(kind, after);
    for (const value of had) {
      if (!has.includes(value)) await releaseIdentity(tx, { ...of, kind, value });
    }
    for (const value of has) {
      if (!had.includes(value)) await claim(tx, of, kind, value, after, policy);
    }
  }
}

async function claim(
  tx: Transaction,
  { locationNo, contactNo }: OfContact,
  kind: IdentityKind,
  value: string,
  body: ContactBody,
  policy: DuplicatePolicy,
): Promise<void> {
  const exclusive = !policy.allowDuplicates && policy.unique.includes(kind);
  const identity = { locationNo, kind, value };
  if (await claimIdentity(tx, { ...identity, contactNo, contactId: body.id, exclusive })) return;
  const holderNo = await findHolder(tx, identity);
  const holder = holderNo && (await findContactByNo(tx, locationNo, holderNo));
  if (!holder) throw new Error('an identity without a live contact');
  const { name } = JSON.parse(holder.body) as ContactBody;
  throw errors.duplicateContact(holder.id, name ?? '', kind);
}
