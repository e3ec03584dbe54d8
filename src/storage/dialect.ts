import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';

/** What the text of a statement says differently from engine to engine; lists go in as JSON text. */

/** The items of a JSON list of texts or numbers, for `in`. */
export function itemsOf<T>(json: string): RawBuilder<T> {
  return sql<T>`(select value from json_each(${json}))`;
}

/** The items of a JSON list as rows of `item`, with their places from 0 in `key`. */
export function itemRows<T>(json: string): AliasedRawBuilder<{ key: number; value: T }, 'item'> {
  return sql<{ key: number; value: T }>`json_each(${json})`.as('item');
}

/** The text of a member of an item that is an object. */
export function memberText(name: string): RawBuilder<string> {
  return sql<string>`item.value ->> ${sql.lit(name)}`;
}
