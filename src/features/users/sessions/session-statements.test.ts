import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDatabase } from '../../../../test/support/temporary.ts';
import { openConnection } from '../../../storage/sqlite/connection.ts';
import { countAgencyAdmins, selectOwner, selectSignIn, selectUserByNo } from '../users.store.ts';
import {
  countReached,
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  insertSession,
  keepNewestSessions,
  selectAllReached,
  selectReached,
  selectReachedIds,
  selectSession,
  setSessionUsed,
} from './sessions.store.ts';
import {
  deleteEndedLinks,
  deleteLinksOf,
  deleteUnusedLinks,
  insertLink,
  selectLink,
  setLinkUsed,
} from './user-links.store.ts';

test('no statement of sessions and links goes through a table', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const { database } = connection;
  database.exec(`INSERT INTO users VALUES (1, 'u', 'c', 'A', 'B', 'a@b.example', 'a@b.example', 'a b',
    'b a', 'a b', 'agency', 'admin', '', '{}', 1, 1, NULL)`);
  const prepare = database.prepare.bind(database);
  const seen = new Set<string>();
  database.prepare = (sql) => {
    seen.add(sql);
    return prepare(sql);
  };
  const hash = new Uint8Array(32);
  const session = { hash, userNo: 1, now: 1, idleEndsAt: 2, endsAt: 3 };
  await insertSession(connection, { ...session, address: 'a', userAgent: 'b' });
  await setSessionUsed(connection, { no: 1, at: 2, idleEndsAt: 9 });
  const used = prepare('SELECT last_used_at, idle_ends_at FROM sessions').get();
  assert.deepEqual({ ...used }, { last_used_at: 2, idle_ends_at: 3 }, 'never after the last end');
  assert.equal((await selectSession(connection, hash))?.id, 'u');
  await keepNewestSessions(connection, 1, 1);
  await selectReached(connection, 1, 'l');
  await selectAllReached(connection, 1, 2);
  await selectReachedIds(connection, 1);
  await countReached(connection, 1);
  await selectSignIn(connection, 'a');
  await selectUserByNo(connection, 1);
  await countAgencyAdmins(connection);
  await selectOwner(connection, null);
  await selectOwner(connection, 'a');
  assert.equal(await deleteEndedSessions(connection, 2, 500), false);
  assert.equal(await deleteEndedSessions(connection, 3, 1), true);
  await deleteSession(connection, hash);
  await deleteSessionsOf(connection, 1);
  await insertLink(connection, { hash, kind: 'invite', userNo: 1, now: 1, endsAt: 2 });
  await selectLink(connection, hash);
  await setLinkUsed(connection, hash, 1);
  await deleteUnusedLinks(connection, null);
  await deleteUnusedLinks(connection, 1);
  await deleteEndedLinks(connection, 1, 500);
  await deleteLinksOf(connection, 1);
  assert.ok(seen.size > 20, `${seen.size}`);
  for (const sql of seen) {
    const nulls = Array.from(sql.matchAll(/\?/g), () => null);
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls);
    for (const { detail } of plan) {
      const goesThrough = /^SCAN (?!users USING (?:COVERING )?INDEX users_agency_admins)/;
      assert.doesNotMatch(String(detail), goesThrough, `${sql}\n${JSON.stringify(plan)}`);
    }
  }
});
