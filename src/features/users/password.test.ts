import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPasswords, hashedAtOnce, hashesThatWait } from './password.ts';

const cost = { N: 2, r: 8, p: 1 };
const password = 'Correct-Horse-7-Battery';

test('a password is verified by its hash, whatever cost it was made with', async () => {
  const older = await createPasswords(cost).hash(password);
  assert.match(older, /^scrypt\$2\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  const passwords = createPasswords({ N: 4, r: 8, p: 1 });
  assert.equal(await passwords.verify(password, older), true);
  assert.equal(await passwords.verify(`${password}x`, older), false);
  assert.notEqual(await passwords.hash(password), await passwords.hash(password));
  // As it is typed on another machine: one character, or a letter and its accent.
  const composed = await passwords.hash('Caf\u00e9-Horse-7-Battery');
  assert.equal(await passwords.verify('Cafe\u0301-Horse-7-Battery', composed), true);
});

test('nobody, nobody with a password and a wrong one take the same work', async () => {
  const costs: unknown[] = [];
  let made = 0;
  const passwords = createPasswords(cost, async (_password, _salt, at) => {
    costs.push(at);
    made += 1;
    return Buffer.alloc(32, made);
  });
  const stored = await passwords.hash(password);
  for (const against of [undefined, '', stored]) {
    costs.length = 0;
    assert.equal(await passwords.verify('wrong', against), false);
    assert.deepEqual(costs, [cost]);
  }
});

test('few are worked on at once, in turns by who asks, and too many are refused', async () => {
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const passwords = createPasswords(cost, (text) => {
    started.push(text);
    return new Promise((resolve) => finish.push(() => resolve(Buffer.alloc(32))));
  });
  const ask = (text: string, actorKey: string): Promise<string> =>
    passwords.hash(text, { locationNo: 0, actorKey });
  const flood = Array.from({ length: hashesThatWait }, (_, at) => ask(`flood ${at}`, 'one'));
  const outcomes = Promise.allSettled(flood);
  const other = ask('other', 'two');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(started, ['flood 0', 'flood 1']);
  assert.equal(started.length, hashedAtOnce);
  finish.shift()?.();
  finish.shift()?.();
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(started.slice(2, 4).includes('other'), started.join());
  const end = setInterval(() => {
    for (const each of finish.splice(0)) each();
  }, 0);
  await other;
  const done = await outcomes;
  clearInterval(end);
  const refused = done.filter(({ status }) => status === 'rejected').length;
  assert.ok(refused > 0 && refused < hashesThatWait, `${refused}`);
});
