import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  foldedText,
  holdsText,
  orElse,
  spacedAt,
  stillWanted,
  trimmed,
} from '../../../storage/dialect.ts';

/**
 * Folded words that must all be there, or the digits of a number; `email`, `phone` and `name` are
 * the text as the whole of one, who has it is found first.
 */
export type TextFilter = {
  terms: string[];
  digits: string | null;
  email: string | null;
  phone: string | null;
  name: string;
};
/** How well a contact is what a text names: by its e-mail, phone, name, or in part. */
export const ranks = { email: 0, phone: 1, name: 2, part: 3 } as const;

/** Each word reads the names of all tags; a longer text names none. */
export const mostWordsOfTags = 20;

/** Whether `contacts` in the surrounding statement has all the words, in its texts or its tags. */
export function hasText(text: TextFilter, locationNo: number): RawBuilder<SqlBool> {
  const { terms, digits, email, phone } = text;
  const all = terms.map((term) => {
    const inText = holdsText('text', term);
    if (terms.length > mostWordsOfTags) return inText;
    return sql<SqlBool>`(${inText} or contact_no in ${tagged(term, locationNo)})`;
  });
  const words = all.length > 0 ? sql.join(all, sql` and `) : sql`false`;
  const number = digits === null ? sql`false` : holdsText('text', digits);
  const whole = [
    ...(email === null ? [] : [sql` or contacts.no in ${holders('email', email, locationNo)}`]),
    ...(phone === null ? [] : [sql` or contacts.no in ${holders('phone', phone, locationNo)}`]),
  ];
  return sql`(contacts.no in (select contact_no from contact_text
    where location_no = ${locationNo} and ${stillWanted()} and ((${words}) or ${number}))
    ${whole.length > 0 ? sql.join(whole, sql``) : sql``})`;
}

/** The rank of `contacts` in the surrounding statement. */
export function rankOf(text: TextFilter, locationNo: number): RawBuilder<number> {
  const { email, phone, name } = text;
  const fullName = trimmed(
    sql`${orElse('first_name_key', '')} || ' ' || ${orElse('last_name_key', '')}`,
  );
  return sql`case
    when ${email === null ? sql`false` : sql`no in ${holders('email', email, locationNo)}`}
      then ${sql.lit(ranks.email)}
    when ${phone === null ? sql`false` : sql`no in ${holders('phone', phone, locationNo)}`}
      then ${sql.lit(ranks.phone)}
    when ${name} <> '' and ${fullName} = ${name}
      then ${sql.lit(ranks.name)}
    else ${sql.lit(ranks.part)} end`;
}

function holders(kind: 'email' | 'phone', value: string, locationNo: number): RawBuilder<unknown> {
  return sql`(select contact_no from contact_identities
    where location_no = ${locationNo} and kind = ${kind} and value = ${value})`;
}

const name = sql`' ' || ${foldedText('t.name')}`;
const separated = sql`' ' || ${spacedAt(foldedText('t.name'), ['-', '_', ':'])}`;

/** The contacts with a tag that has a word which begins so: the few tags first, then who has them. */
function tagged(term: string, locationNo: number): RawBuilder<unknown> {
  const start = ` ${term}`;
  return sql`(select contact_no from contact_tags
    where location_no = ${locationNo} and ${stillWanted()} and tag_no in (
      select t.no from tags t where t.location_no = ${locationNo} and t.deleted_at is null
        and ${stillWanted()} and (${holdsText(name, start)} or ${holdsText(separated, start)})))`;
}
