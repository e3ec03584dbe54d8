import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import type { LinkKind } from '../../../storage/tables/users.ts';

export type LinkRow = {
  kind: LinkKind;
  user_no: number | null;
  ends_at: number;
  used_at: number | null;
};

const byHash = statement<{ hash: Uint8Array }, LinkRow>((db, p) =>
  db
    .selectFrom('user_links')
    .select(['kind', 'user_no', 'ends_at', 'used_at'])
    .where('hash', '=', p.hash),
);

export async function selectLink(reader: Executor, hash: Uint8Array): Promise<LinkRow | undefined> {
  return (await reader.run(byHash, { hash }))[0];
}

export type NewLink = {
  hash: Uint8Array;
  kind: LinkKind;
  userNo: number | null;
  now: number;
  endsAt: number;
};

export async function insertLink(tx: Executor, link: NewLink): Promise<void> {
  await tx.db
    .insertInto('user_links')
    .values({
      hash: link.hash,
      kind: link.kind,
      user_no: link.userNo,
      created_at: link.now,
      ends_at: link.endsAt,
      used_at: null,
    })
    .execute();
}

/** Those of a user, or those that make the owner, which nobody has used. */
export async function deleteUnusedLinks(tx: Executor, userNo: number | null): Promise<void> {
  const unused = tx.db.deleteFrom('user_links').where('used_at', 'is', null);
  await (userNo === null
    ? unused.where('user_no', 'is', null)
    : unused.where('user_no', '=', userNo)
  ).execute();
}

/** All of a user, before the user is removed. */
export async function deleteLinksOf(tx: Executor, userNo: number): Promise<void> {
  await tx.db.deleteFrom('user_links').where('user_no', '=', userNo).execute();
}

export async function setLinkUsed(tx: Executor, hash: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('user_links').set({ used_at: at }).where('hash', '=', hash).execute();
}

/** Removes links that have ended, at most `limit` of them; true when more may remain. */
export async function deleteEndedLinks(tx: Executor, now: number, limit: number): Promise<boolean> {
  const ended = await tx.db
    .deleteFrom('user_links')
    .where('hash', 'in', (eb) =>
      eb.selectFrom('user_links').select('hash').where('ends_at', '<=', now).limit(limit),
    )
    .returning('ends_at')
    .execute();
  return ended.length === limit;
}
