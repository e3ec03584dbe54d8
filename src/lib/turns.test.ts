import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Turn, createPlaces, createTurns, placesOfOne } from './turns.ts';

type Item = Turn & { no: number };

const turn = fc.record({
  locationNo: fc.integer({ min: 0, max: 4 }),
  actorKey: fc.constantFrom('a', 'b', 'c', 'd'),
});
/** Somebody comes, the next is taken, or one that waits goes away. */
const step = fc.oneof(
  { weight: 3, arbitrary: turn },
  { weight: 2, arbitrary: fc.constant('take' as const) },
  { weight: 1, arbitrary: fc.nat({ max: 20 }) },
);

/** Runs the steps and then takes all; what waited at each take, the taken one apart. */
function run(steps: readonly (Turn | 'take' | number)[]) {
  const turns = createTurns<Item>();
  let waiting: Item[] = [];
  let came = 0;
  let left = 0;
  const taken: { item: Item; others: Item[] }[] = [];
  const take = (): void => {
    const item = turns.take();
    assert.equal(item === undefined, waiting.length === 0, 'nobody waits while there is a turn');
    if (!item) return;
    assert.ok(waiting.includes(item), 'each is taken once, and none that went away');
    waiting = waiting.filter((each) => each !== item);
    taken.push({ item, others: waiting });
  };
  for (const each of steps) {
    if (each === 'take') take();
    else if (typeof each === 'number') {
      const gone = waiting[each];
      if (!gone) continue;
      assert.ok(turns.remove(gone, gone));
      assert.ok(!turns.remove(gone, gone));
      waiting = waiting.filter((other) => other !== gone);
      left += 1;
    } else {
      const item = { ...each, no: came };
      came += 1;
      turns.add(item, item);
      waiting = [...waiting, item];
    }
    assert.equal(turns.size, waiting.length);
  }
  while (waiting.length > 0) take();
  assert.equal(turns.take(), undefined);
  assert.equal(taken.length + left, came, 'none is lost');
  return taken;
}

/** No one is taken twice while another has been waiting since the first of the two. */
function assertFair(taken: readonly { item: Item; others: Item[] }[], of: keyof Turn): void {
  taken.forEach(({ item, others }, at) => {
    const again = taken.findIndex((each, later) => later > at && each.item[of] === item[of]);
    if (again < 0) return;
    const passedOver = others.filter(
      (each) => each[of] !== item[of] && taken[again]?.others.includes(each),
    );
    const served = taken.slice(at + 1, again).map((each) => each.item[of]);
    for (const each of passedOver) assert.ok(served.includes(each[of]), 'passed over');
  });
}

test('nothing is lost or taken twice, and each integration keeps its own order', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const last = new Map<string, number>();
      for (const { item } of run(steps)) {
        const key = `${item.locationNo} ${item.actorKey}`;
        assert.ok((last.get(key) ?? -1) < item.no);
        last.set(key, item.no);
      }
    }),
  );
});

test('no location has two turns while another waits, nor an integration in its location', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const taken = run(steps);
      assertFair(taken, 'locationNo');
      for (const locationNo of [0, 1, 2, 3, 4]) {
        const within = ({ locationNo: no }: Turn): boolean => no === locationNo;
        const ofLocation = taken
          .filter(({ item }) => within(item))
          .map(({ item, others }) => ({ item, others: others.filter(within) }));
        assertFair(ofLocation, 'actorKey');
      }
    }),
  );
});

test('who may not is passed over and keeps its place', () => {
  const turns = createTurns<string>();
  turns.add({ locationNo: 1, actorKey: '1' }, 'a');
  turns.add({ locationNo: 2, actorKey: '2' }, 'b');
  turns.add({ locationNo: 2, actorKey: '2' }, 'c');
  const notFirst = ({ locationNo }: Turn): boolean => locationNo !== 1;
  assert.deepEqual([turns.take(notFirst), turns.take(), turns.take(notFirst)], ['b', 'a', 'c']);
});

test('places are never more than their limit, and one alone takes a third of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.array(turn), (limit, comers) => {
      const places = createPlaces(limit);
      const inside = comers.filter((each) => places.enter(each));
      assert.equal(places.taken, inside.length);
      assert.ok(places.taken <= limit);
      for (const each of inside) places.leave(each);
      assert.equal(places.taken, 0);
      let alone = 0;
      while (places.enter({ locationNo: 1, actorKey: '1' })) alone += 1;
      assert.equal(alone, placesOfOne(limit));
    }),
  );
});

test('beside any one that floods, another location and another integration find a place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 1000 }), (limit) => {
      const places = createPlaces(limit);
      while (places.enter({ locationNo: 1, actorKey: '1' }));
      assert.ok(places.enter({ locationNo: 1, actorKey: '2' }));
      assert.ok(places.enter({ locationNo: 2, actorKey: '3' }));
    }),
  );
});
