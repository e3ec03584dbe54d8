import { AppError } from '../../../errors/app-error.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineQuery,
} from '../../../storage/engine.ts';
import {
  type BusinessPage,
  type NameCursor,
  selectIdsOfBusiness,
  selectNosOfBusiness,
} from './business-contacts.store.ts';
import { readContacts } from './contact-pages.store.ts';
import type { ContactList } from './list-contacts.ts';
import { selectListed } from './list-contacts.store.ts';
import { changeContact } from '../write/write-contact.ts';

/** Some live contacts of a business, by id. */
export function contactIdsOfBusiness(
  executor: Executor,
  locationNo: number,
  businessId: string,
  limit: number,
): Promise<string[]> {
  return selectIdsOfBusiness(executor, { locationNo, businessId, limit });
}

export const listBusinessContactsQuery = defineQuery({
  name: 'contacts.list-of-business',
  run: async (reader: Executor, page: BusinessPage): Promise<ContactList> => {
    const { locationNo, limit } = page;
    const { nos, total } = await selectNosOfBusiness(reader, { ...page, limit: limit + 1 });
    const read = (no: number) => selectListed(reader, locationNo, no);
    const pages = { pagesBefore: 0, limit };
    return { ...(await readContacts(reader, locationNo, nos, pages, read)), total };
  },
});

/** A cursor as clients send it: `name,id`, or the two apart; the name may hold commas. */
export function toNameCursor(sent: string | readonly string[]): NameCursor | undefined {
  const [name, id] =
    typeof sent === 'string'
      ? [sent.slice(0, sent.lastIndexOf(',')), sent.slice(sent.lastIndexOf(',') + 1)]
      : [sent[0], sent[1]];
  if (typeof sent === 'string' && !sent.includes(',')) return undefined;
  return name === undefined || !id ? undefined : { name: name.toLowerCase(), id };
}

export type BusinessOfContacts = { ids: string[]; failures: { id: string; message: string }[] };

/** Puts contacts into a business, or takes them off theirs (null); one bad id fails alone. */
export async function setBusinessOfContacts(
  tx: Transaction,
  input: { locationNo: number; ids: readonly string[]; businessId: string | null },
  tools: CommandTools,
): Promise<BusinessOfContacts> {
  const { locationNo, businessId } = input;
  const done: BusinessOfContacts = { ids: [], failures: [] };
  for (const id of input.ids) {
    try {
      await changeContact(tx, { locationNo, id }, () => ({ text: { businessId } }), tools);
      done.ids.push(id);
    } catch (error) {
      // Thrown before anything is written.
      if (!(error instanceof AppError) || error.code !== 'contact_not_found') throw error;
      done.failures.push({ id, message: error.publicMessage });
    }
  }
  return done;
}
