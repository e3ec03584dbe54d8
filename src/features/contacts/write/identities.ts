import type { AppError } from '../../../errors/app-error.ts';
import { errors } from '../../../errors/catalogue.ts';
import { emailKey } from '../../../lib/email.ts';
import type { Transaction } from '../../../storage/engine.ts';
import type { ContactPolicy, PolicySource } from '../../locations/policy.ts';
import type { ContactBody } from '../contact-body.ts';
import { findContactByNo } from '../contacts.store.ts';
import {
  type Identity,
  type IdentityKind,
  claimFreeIdentities,
  findHolder,
  insertFurtherHolder,
  releaseIdentity,
} from './identities.store.ts';

type OfContact = { locationNo: number; contactNo: number };

/** The value that duplicates are decided by. */
export function identityValue(kind: IdentityKind, value: string | null | undefined): string {
  if (!value) return '';
  return kind === 'email' ? emailKey(value) : value;
}

/** Those of the primary and the additional ones. */
export function identityValues(kind: IdentityKind, body: ContactBody): string[] {
  const own = identityValue(kind, body[kind]);
  const additional =
    kind === 'email'
      ? body.additionalEmails?.map(({ email }) => identityValue(kind, email))
      : body.additionalPhones?.map(({ phone }) => identityValue(kind, phone));
  if (!additional) return own === '' ? [] : [own];
  return [...new Set([own, ...additional])].filter((value) => value !== '');
}

/** Takes every e-mail and phone of a contact that holds none; throws `duplicate_contact`. */
export async function claimIdentities(
  tx: Transaction,
  of: OfContact,
  body: ContactBody,
  policy: ContactPolicy,
): Promise<void> {
  await claim(tx, of, identitiesOf(body), body.id, policy);
}

/** Gives up what is no longer held and takes what is new; throws `duplicate_contact`. */
export async function moveIdentities(
  tx: Transaction,
  of: OfContact,
  before: ContactBody,
  after: ContactBody,
  policy: PolicySource,
): Promise<void> {
  const had = identitiesOf(before);
  const has = identitiesOf(after);
  for (const each of without(had, has)) await releaseIdentity(tx, { ...of, ...each });
  const added = without(has, had);
  if (added.length > 0) await claim(tx, of, added, after.id, await policy());
}

type Value = { kind: IdentityKind; value: string };

function without(values: readonly Value[], others: readonly Value[]): Value[] {
  const left = new Set(others.map(keyOf));
  return values.filter((each) => !left.has(keyOf(each)));
}

function keyOf({ kind, value }: Value): string {
  return `${kind} ${value}`;
}

/** Every e-mail and phone, as duplicates are decided by. */
export function identitiesOf(body: ContactBody): Value[] {
  return (['email', 'phone'] as const).flatMap((kind) =>
    identityValues(kind, body).map((value) => ({ kind, value })),
  );
}

/** The first one that another contact holds alone is refused, in the order of the policy. */
async function claim(
  tx: Transaction,
  { locationNo, contactNo }: OfContact,
  values: readonly Value[],
  contactId: string,
  policy: ContactPolicy,
): Promise<void> {
  if (values.length === 0) return;
  const claimed = await claimFreeIdentities(tx, { locationNo, contactNo }, values);
  if (claimed.length === values.length) return;
  const held = without(values, claimed);
  const inOrder = policy.order.flatMap((kind) => held.filter((each) => each.kind === kind));
  for (const value of inOrder) {
    const identity = { locationNo, ...value };
    const isExclusive = !policy.allowDuplicates && policy.unique.includes(value.kind);
    if (isExclusive) throw await duplicateOf(tx, identity);
    await insertFurtherHolder(tx, { ...identity, contactNo, contactId });
  }
}

async function duplicateOf(tx: Transaction, identity: Identity): Promise<AppError> {
  const { locationNo, kind } = identity;
  const holderNo = await findHolder(tx, identity);
  const holder = holderNo && (await findContactByNo(tx, locationNo, holderNo));
  if (!holder) throw new Error('an identity without a live contact');
  const { name } = JSON.parse(holder.body) as ContactBody;
  return errors.duplicateContact(holder.id, name ?? '', kind);
}
