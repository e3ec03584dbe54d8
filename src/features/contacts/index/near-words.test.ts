import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, putCommand } from '../../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../../test/support/temporary.ts';
import { createIdSource } from '../../../lib/ids.ts';
import { isNearly } from '../../../lib/slips.ts';
import type { Executor } from '../../../storage/engine.ts';
import { commandRegistry } from '../../../storage/sqlite/group-writer.ts';
import { openInlineEngine } from '../../../storage/sqlite/inline-engine.ts';
import type { TermExpression } from '../../../storage/term-expression.ts';
import { createContactCommand } from '../write/contact-commands.ts';
import { contactTerms } from './contact-terms.ts';
import { selectMeant } from './index.store.ts';
import { mostNear, mostPlaces, nearBounds } from './near-words.ts';

/** Every slip of one word, some of two, and words that begin or end as it does. */
const word = 'gustav';
const signs = [...word];
const slips = signs.flatMap((sign, at) => {
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  const next = signs[at + 1] ?? '';
  return [
    before + after,
    `${before}x${after}`,
    `${before}é${sign}${after}`,
    before + next + sign + word.slice(at + 2),
  ];
});
const others = ['gusta', 'gustavs', 'gustavus', 'ustav', 'gtsuav', 'gxstxv', 'tav', 'gus', 'olga'];
const names = [...new Set([word, ...slips, ...others])].map((name) => name.replace('é', 'e'));

test('words of one slip are found by the list of words, and where that is too long by halves of the word', async (t) => {
  const newId = createIdSource({ now: () => 1 });
  const commands = commandRegistry([putCommand, createContactCommand], contactTerms);
  const engine = openInlineEngine({ path: temporaryDatabase(t), commands, newId });
  t.after(() => engine.close());
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  const context = { now: 1, traceId: 't', actor };
  await engine.run(putCommand, given('l'), context);
  for (const firstName of names) {
    const change = { text: { firstName } };
    const input = { locationNo: 1, locationId: 'l', id: newId(), country: 'US', change };
    await engine.run(createContactCommand, input, context);
  }
  const reader: Executor = engine.read;
  const meant = async (by: TermExpression): Promise<string[]> => {
    const nos = await selectMeant(reader, 1, by, { from: 0, to: names.length });
    return nos.map((no) => names[no - 1] ?? '');
  };
  const wanted = names.filter((name) => isNearly(name, word));
  assert.ok(wanted.length > 15 && wanted.length < names.length - 3);
  const of = { reader, locationNo: 1 };
  const exact = await nearBounds(of, word);
  assert.equal(exact.upper, exact.lower);
  assert.deepEqual(await meant(exact.upper), wanted);
  for (const most of [
    { places: 10, near: mostNear },
    { places: mostPlaces, near: 10 },
  ]) {
    const { upper, lower } = await nearBounds(of, word, most);
    assert.equal(lower, 'nobody');
    const may = new Set(await meant(upper));
    assert.deepEqual(
      wanted.filter((name) => !may.has(name)),
      [],
    );
    assert.ok(!may.has('olga'));
  }
});
