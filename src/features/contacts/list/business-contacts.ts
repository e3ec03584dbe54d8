import { AppError } from '../../../errors/app-error.ts';
import {
  type CommandTools,
  type Executor,
  type Reader,
  type Transaction,
  defineQuery,
} from '../../../storage/engine.ts';
import { errors } from '../../../errors/catalogue.ts';
import { foldText } from '../../../lib/text.ts';
import { findContacts } from '../search/find-contacts.ts';
import type { Condition, Sort } from '../search/search-contacts.store.ts';
import type { TextFilter } from '../search/search-contacts.store.ts';
import { selectIdsOfBusiness } from './business-contacts.store.ts';
import { readContacts } from './contact-pages.store.ts';
import { type ContactList, pageWindow } from './list-contacts.ts';
import { listedByNos } from './list-contacts.store.ts';
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

/** After the contact with this name (lower case) and id. */
export type NameCursor = { name: string; id: string };
export type BusinessPage = {
  locationNo: number;
  businessId: string;
  text: TextFilter | null;
  after: NameCursor | null;
  skip: number;
  limit: number;
};

const byName: Sort = { key: 'full_name', direction: 'asc' };

/** The contacts of a business by name, and the exact total. Throws `validation_failed`. */
export const listBusinessContactsQuery = defineQuery({
  name: 'contacts.list-of-business',
  run: async (reader: Reader, page: BusinessPage): Promise<ContactList> => {
    const { locationNo, businessId, text, after, skip, limit } = page;
    const condition: Condition = {
      all: [
        { equals: { path: 'businessId' }, value: foldText(businessId) },
        ...(text ? [{ text }] : []),
      ],
    };
    const isDeep = skip + limit > pageWindow;
    const { matches, total } = await findContacts(reader, locationNo, condition, {
      sort: [byName],
      after: after && { keys: [after.name], id: after.id },
      limit: isDeep ? 0 : skip + limit + 1,
    });
    if (isDeep && skip < total) {
      const message = `skip reaches ${pageWindow} contacts; use startAfter beyond`;
      throw errors.validationFailed([{ field: 'skip', message }]);
    }
    const nos = matches.slice(skip).map(({ no }) => no);
    const pages = { pagesBefore: 0, limit };
    return { ...(await readContacts(reader, locationNo, nos, pages, listedByNos)), total };
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
