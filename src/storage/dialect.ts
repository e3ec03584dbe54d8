import {
  type AliasedRawBuilder,
  type Expression,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import { termsOfLocation } from './search-index.ts';
import type { TermExpression } from './term-expression.ts';

/**
 * What the text of a statement says differently from engine to engine, and nowhere else: `npm run
 * check` holds it. An operand is a column by its name or an expression; every other value is bound,
 * a list as JSON text, but for members and what stands in for null, which are part of the text.
 */
export type Operand = string | Expression<unknown>;

/** Whether the statement may go on: stands in every one that may be long, which it ends. */
export function stillWanted(): RawBuilder<SqlBool> {
  return sql<SqlBool>`keep_going()`;
}

/** The items of a JSON list of texts or numbers, for `in`. */
export function itemsOf<T>(json: string): RawBuilder<T> {
  return sql<T>`(select value from json_each(${json}))`;
}

type Items<T> = AliasedRawBuilder<{ key: number; value: T }, 'item'>;

/** The items of a JSON list as rows of `item`, with their places from 0 in `key`. */
export function itemRows<T>(json: string): Items<T> {
  return sql<{ key: number; value: T }>`json_each(${json})`.as('item');
}

/** The same of the list that a member of a JSON object is; none where it is absent. */
export function itemRowsAt<T>(json: Operand, ...path: string[]): Items<T> {
  const items = sql<{ key: number; value: T }>`json_each(${expressed(json)}, ${literalPath(path)})`;
  return items.as('item');
}

/** The text of a member of an `item` that is an object. */
export function memberText(name: string): RawBuilder<string> {
  return valueAt<string>('item.value', name);
}

/** The number of a member of an `item` that is an object. */
export function memberNumber(name: string): RawBuilder<number> {
  return valueAt<number>('item.value', name);
}

/** To be joined to `item`: what a member of it holds, each of a list or else the value itself. */
export function memberValues(...path: string[]): {
  joined: RawBuilder<unknown>;
  value: RawBuilder<unknown>;
} {
  return {
    joined: sql`join json_each(json_array(json_extract(item.value, ${jsonPath(path)}))) whole
      left join json_each(case when whole.type = 'array' then whole.value end) one`,
    value: sql`coalesce(one.value, whole.value)`,
  };
}

/** A member of a JSON object as text, number, 0 or 1; a list as JSON text, null where it is absent. */
export function valueAt<T>(json: Operand, ...path: string[]): RawBuilder<T> {
  return sql<T>`(${expressed(json)} ->> ${literalPath(path)})`;
}

/** The values of a group as a JSON list, in the order of its rows. */
export function listOf(value: Operand): RawBuilder<string> {
  return sql<string>`json_group_array(${expressed(value)})`;
}

/** Whether a text is part of another, by code points. */
export function holdsText(text: Operand, part: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(${expressed(text)}, ${part}) > 0`;
}

/** Whether a folded text has a word that is this one but for a slip, as `holdsNearly` of `src/lib/slips.ts`. */
export function holdsWordNearly(text: Operand, word: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`holds_nearly(${expressed(text)}, ${word})`;
}

/** As `foldText` of `src/lib/text.ts`; what is no text stays as it is. */
export function foldedText(value: Operand): RawBuilder<unknown> {
  return sql`fold_text(${expressed(value)})`;
}

/** With the letters A to Z as small ones, no others. */
export function smallLetters(text: Operand): RawBuilder<string> {
  return sql<string>`lower(${expressed(text)})`;
}

/** Without the spaces at both ends. */
export function trimmed(text: Operand): RawBuilder<string> {
  return sql<string>`trim(${expressed(text)})`;
}

/** With a space for each of these characters. */
export function spacedAt(text: Operand, characters: readonly string[]): RawBuilder<string> {
  return characters.reduce<RawBuilder<string>>(
    (spaced, each) => sql<string>`replace(${spaced}, ${sql.lit(each)}, ' ')`,
    sql<string>`${expressed(text)}`,
  );
}

/** What a text takes in UTF-8. */
export function byteLength(text: Operand): RawBuilder<number> {
  return sql<number>`octet_length(${expressed(text)})`;
}

/** Code points of a text. */
export function charLength(text: Operand): RawBuilder<number> {
  return sql<number>`length(${expressed(text)})`;
}

/** Whether it is a text, not bytes. */
export function isText(value: Operand): RawBuilder<SqlBool> {
  return sql<SqlBool>`typeof(${expressed(value)}) = 'text'`;
}

type Widened<T> = T extends string ? string : T extends number ? number : boolean;

/** A value, or this where it is null. Written as the indexes of such expressions are. */
export function orElse<T extends string | number | boolean>(
  value: Operand,
  otherwise: T,
): RawBuilder<Widened<T>> {
  return sql<Widened<T>>`ifnull(${expressed(value)}, ${sql.lit(otherwise)})`;
}

/** The greater of two numbers, neither of them null. */
export function greater(one: Operand, other: number): RawBuilder<number> {
  return sql<number>`max(${expressed(one)}, ${other})`;
}

/** Whether the row of an index, that of contacts or of notes, is meant by the terms of a location. */
export function isIndexed(
  expression: TermExpression,
  locationNo: number,
  index: 'contact_terms' | 'note_terms' = 'contact_terms',
): RawBuilder<SqlBool> {
  if (expression === 'nobody') return sql<SqlBool>`false`;
  return sql<SqlBool>`${sql.ref(index)} match ${matchOf(expression, termsOfLocation(locationNo))}`;
}

function matchOf(expression: TermExpression, start: string): string {
  if (expression === 'nobody' || 'among' in expression) {
    throw new Error('nobody and lists are not asked for together with terms');
  }
  if ('term' in expression) return `"${(start + expression.term).replaceAll('"', '""')}"`;
  if ('without' in expression) {
    return `(${matchOf(expression.of, start)} NOT ${matchOf(expression.without, start)})`;
  }
  const isAll = 'all' in expression;
  const parts = isAll ? expression.all : expression.any;
  return `(${parts.map((each) => matchOf(each, start)).join(isAll ? ' AND ' : ' OR ')})`;
}

/** The number of the contact or note of a row of an index. */
export function indexedNo(
  index: 'contact_terms' | 'note_terms' = 'contact_terms',
): RawBuilder<number> {
  return sql<number>`${sql.ref(index)}.rowid`;
}

/** Whether the contact of a row of the index is in a list of numbers, which the terms are not looked for one by one. */
export function isListed(json: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`+contact_terms.rowid in (select value from json_each(${json}))`;
}

/** The numbers of a group as text with commas between them, in bytes; null of none. */
export function numbersOf(value: Operand): RawBuilder<Uint8Array | null> {
  return sql<Uint8Array | null>`cast(group_concat(${expressed(value)}) as blob)`;
}

/** Equal, or both null. */
export function sameOrNull(one: Operand, other: string | number | null): RawBuilder<SqlBool> {
  return sql<SqlBool>`${expressed(one)} is ${other}`;
}

/** A column that no index is to be taken for. */
export function notIndexed<T>(column: string): RawBuilder<T> {
  return sql<T>`+${sql.ref(column)}`;
}

/** All columns of the tables that have this one; `pk` is the place in the primary key, from 1, or 0. */
export function columnsOfTablesWith(
  column: string,
): RawBuilder<{ name: string; column: string; pk: number }> {
  return sql`
    select m.name, c.name as "column", c.pk from sqlite_schema m, pragma_table_info(m.name) c
    where m.type = 'table' and m.name in (
      select t.name from sqlite_schema t, pragma_table_info(t.name) x
      where t.type = 'table' and x.name = ${column})
    order by m.name, c.pk`;
}

/** Which table refers to which other. */
export function tableReferences(): RawBuilder<{ child: string; parent: string }> {
  return sql`
    select distinct m.name as child, f."table" as parent
    from sqlite_schema m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" <> m.name`;
}

function expressed(operand: Operand): Expression<unknown> {
  return typeof operand === 'string' ? sql.ref(operand) : operand;
}

function literalPath(path: readonly string[]): RawBuilder<string> {
  return sql.lit(jsonPath(path));
}

function jsonPath(path: readonly string[]): string {
  const steps = path.map((name) =>
    /^\w+$/.test(name) ? `.${name}` : `."${name.replaceAll(/["\\]/g, '')}"`,
  );
  return `$${steps.join('')}`;
}
