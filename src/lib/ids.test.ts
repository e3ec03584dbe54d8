import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIdSource, isId, toObjectId } from './ids.ts';

/** Times a clock may show, forwards, backwards and standing still. */
const times = fc.array(fc.integer({ min: 0, max: 4_102_444_800_000 }), {
  minLength: 2,
  maxLength: 200,
});

test('ids have the form of an id, and later ones sort later whatever the clock does', () => {
  fc.assert(
    fc.property(times, (clock) => {
      let at = 0;
      const newId = createIdSource({ now: () => clock[at] ?? 0 });
      const ids = clock.map((_, index) => {
        at = index;
        return newId();
      });
      for (const [index, id] of ids.entries()) {
        assert.ok(isId(id), id);
        const before = ids[index - 1];
        assert.ok(before === undefined || before < id, `${before} then ${id}`);
      }
    }),
  );
});

test('ids sort by their time across sources', () => {
  fc.assert(
    fc.property(fc.nat(4_102_444_800_000), fc.integer({ min: 1, max: 1_000_000 }), (at, more) => {
      const earlier = createIdSource({ now: () => at })();
      const later = createIdSource({ now: () => at + more })();
      assert.ok(earlier < later);
    }),
  );
});

test('ids of one millisecond stay in order and unique past any carry', () => {
  // The largest digits everywhere: the next id must carry through all of them.
  const newId = createIdSource({
    now: () => 1,
    random: (bytes) => new Uint8Array(bytes).fill(247),
  });
  const ids = Array.from({ length: 10_000 }, () => newId());
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id, index) => isId(id) && (index === 0 || (ids[index - 1] ?? '') < id)));
});

test('two sources in the same millisecond do not meet', () => {
  const sources = [1, 2, 3, 4].map(() => createIdSource({ now: () => 1_700_000_000_000 }));
  const ids = sources.flatMap((newId) => Array.from({ length: 5000 }, () => newId()));
  assert.equal(new Set(ids).size, ids.length);
});

test('ids of a business are 24 hexadecimal digits that begin with the seconds, all different', () => {
  fc.assert(
    fc.property(fc.nat(4_102_444_800_000), fc.integer({ min: 1, max: 1_000_000 }), (at, more) => {
      const source = createIdSource({ now: () => at });
      const ids = Array.from({ length: 100 }, () => toObjectId(source()));
      const later = toObjectId(createIdSource({ now: () => at + more })());
      for (const id of ids) {
        assert.match(id, /^[0-9a-f]{24}$/);
        assert.ok(isId(id) && id < later, `${id} then ${later}`);
        assert.equal(Number.parseInt(id.slice(0, 8), 16), Math.floor(at / 1000));
      }
      assert.equal(new Set(ids).size, ids.length);
    }),
  );
});

test('every digit is as likely as another', () => {
  let sources = 0;
  const random = (bytes: number): Uint8Array => {
    sources += 1;
    return Uint8Array.from({ length: bytes }, (_, index) => (index + sources) % 256);
  };
  const counts = new Map<string, number>();
  // A source each, since one counts up within its millisecond.
  for (let each = 0; each < 620; each += 1) {
    const id = createIdSource({ now: () => each, random })();
    for (const digit of id.slice(9)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  }
  assert.equal(counts.size, 62);
  const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())];
  assert.ok(most / least < 1.5, `${least} to ${most}`);
});

test('only the form of an id is an id', () => {
  for (const text of [
    '',
    'a'.repeat(19),
    'a'.repeat(21),
    `${'a'.repeat(19)}-`,
    `${'a'.repeat(20)}\n`,
    'A'.repeat(24),
    'g'.repeat(24),
  ]) {
    assert.equal(isId(text), false, JSON.stringify(text));
  }
});
