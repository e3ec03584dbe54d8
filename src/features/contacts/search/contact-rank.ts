import type { Executor } from '../../../storage/engine.ts';
import { isMeant } from '../../../storage/term-expression.ts';
import { ranksOf } from '../index/compile-condition.ts';
import { everyTermOf } from '../index/contact-terms.ts';
import { selectIndexed } from '../index/indexed-contacts.store.ts';
import type { TextFilter } from './search-contacts.store.ts';
import { ranks } from './text-filter.ts';

/** How well a contact, which may be deleted since, is what a text names; of an unknown one the last rank. */
export async function rankOfContact(
  reader: Executor,
  locationNo: number,
  id: string,
  text: TextFilter,
): Promise<number> {
  const contact = await selectIndexed(reader, locationNo, id);
  if (!contact) return ranks.part;
  const has = everyTermOf(contact);
  const rank = (await ranksOf({ reader, locationNo }, text)).findIndex((each) =>
    isMeant(each, has),
  );
  return rank < 0 ? ranks.part : rank;
}
