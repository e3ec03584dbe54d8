import type { CommandTools, Transaction } from '../../storage/engine.ts';

type OfContact = { locationNo: number; contactNo: number; contactId: string };

/** What a feature does about a contact that goes for good or comes back, in that transaction. */
export type ContactPart = {
  feature: string;
  /** What its rows still hold of it; those that name it by `contact_no` go by themselves. */
  onErase?(tx: Transaction, of: OfContact, tools: CommandTools): Promise<void>;
  /** Fields that name what is no longer there are emptied. */
  onRestore?(tx: Transaction, of: OfContact & { businessId?: string }): Promise<'businessId'[]>;
};

let parts: readonly ContactPart[] = [];

/** Once, where the commands are listed. */
export function registerContactParts(registered: readonly ContactPart[]): void {
  parts = registered;
}

export async function eraseFromParts(
  tx: Transaction,
  of: OfContact,
  tools: CommandTools,
): Promise<void> {
  for (const part of parts) await part.onErase?.(tx, of, tools);
}

/** The fields of a restored contact that name nothing any more. */
export async function lostFields(
  tx: Transaction,
  of: OfContact & { businessId?: string },
): Promise<'businessId'[]> {
  const lost: 'businessId'[] = [];
  for (const part of parts) lost.push(...((await part.onRestore?.(tx, of)) ?? []));
  return lost;
}
