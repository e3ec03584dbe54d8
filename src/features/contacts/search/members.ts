import { everybody, isEverybody, nobody, without } from '../../../storage/term-expression.ts';
import { compileCondition } from '../index/compile-condition.ts';
import { selectMeant } from '../index/index.store.ts';
import type { Bounds } from '../index/ranges.ts';
import { checkContacts } from './check-condition.store.ts';
import { type Members, type Of, meantBy } from './meant-by.ts';
import { type Condition, selectLive } from './search-contacts.store.ts';

/** Nobody for certain, and everybody perhaps, while the index is built. */
export async function boundsOf(of: Of, condition: Condition): Promise<Bounds> {
  return of.isIndexed ? compileCondition(of, condition) : { upper: everybody, lower: nobody };
}

/** Everybody who meets a condition; where the index says it all they are counted up to `most`. */
export async function membersOf(
  of: Of,
  condition: Condition,
  { upper, lower }: Bounds,
  most?: number,
): Promise<Members> {
  if (upper === lower) return { meant: upper, further: [], ...(await meantBy(of, upper, most)) };
  return checked(of, condition, lower, candidates(of, { upper, lower }));
}

/** Those who are meant for certain, and of some others those who meet the condition. */
export async function checked(
  of: Of,
  condition: Condition,
  meant: Bounds['lower'],
  others: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
): Promise<Members> {
  const further: number[] = [];
  for await (const some of others) {
    const met = await checkContacts(of.reader, of.locationNo, some, condition);
    for (const no of met) further.push(no);
  }
  const sure = await meantBy(of, meant);
  return { meant, further, ...sure, total: sure.total + further.length };
}

const together = 10_000;

/** Those who may be meant, in the order of their numbers. */
async function* candidates(of: Of, { upper, lower }: Bounds): AsyncGenerator<number[]> {
  const { reader, locationNo, whole } = of;
  if (!isEverybody(upper) || lower !== nobody) {
    yield await selectMeant(reader, locationNo, without(upper, lower), whole);
    return;
  }
  for (let after = 0; ; ) {
    const nos = await selectLive(reader, { locationNo, after, limit: together });
    yield nos;
    if (nos.length < together) return;
    after = nos.at(-1) ?? after;
  }
}
