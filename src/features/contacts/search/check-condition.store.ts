import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  type Operand,
  charLength,
  foldedText,
  holdsText,
  holdsWordNearly,
  isText,
  itemRows,
  itemRowsAt,
  itemsOf,
  memberText,
  memberValues,
  notIndexed,
  orElse,
  stillWanted,
  valueAt,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import {
  type Condition,
  type Source,
  businessName,
  openTaskCount,
  timeOf,
} from './search-contacts.store.ts';
import type { TextFilter } from './search-contacts.store.ts';

type Bool = RawBuilder<SqlBool>;

/** Of one statement, which is stopped between two contacts. */
const together = 2000;

/** Those of the contacts that meet a condition, by what is stored of them. */
export async function checkContacts(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  condition: Condition,
): Promise<number[]> {
  const passed: number[] = [];
  for (let at = 0; at < nos.length; at += together) {
    const batch = nos.slice(at, at + together);
    const some = JSON.stringify(batch);
    const { rows } = await sql<{ no: number }>`
      select contacts.no from ${itemRows<number>(some)} join contacts on contacts.no = item.value
      where ${notIndexed('contacts.location_no')} = ${locationNo} and contacts.deleted_at is null
        and ${stillWanted()} and ${toSql(narrowed(condition, batch), locationNo)}
`.execute(reader.db);
    for (const { no } of rows) passed.push(no);
  }
  return passed;
}

/** Of each list only those who are looked at: it can be long, and is read again for each statement. */
function narrowed(condition: Condition, batch: readonly number[]): Condition {
  if ('all' in condition) return { all: condition.all.map((each) => narrowed(each, batch)) };
  if ('any' in condition) return { any: condition.any.map((each) => narrowed(each, batch)) };
  if ('not' in condition) return { not: narrowed(condition.not, batch) };
  if (!('among' in condition)) return condition;
  const nos = new Set(batch.filter((no) => condition.among.nos.has(no)));
  return { among: { nos, json: JSON.stringify([...nos]) } };
}

function toSql(condition: Condition, locationNo: number): Bool {
  const inner = (each: Condition): Bool => toSql(each, locationNo);
  if ('all' in condition) return joined(condition.all.map(inner), sql` and `, sql`true`);
  if ('any' in condition) {
    return oneOf(condition.any) ?? joined(condition.any.map(inner), sql` or `, sql`false`);
  }
  // What is not known is not so: null counts as false.
  if ('not' in condition) return sql`not ${orElse(inner(condition.not), false)}`;
  if ('exists' in condition && isCounted(condition.exists)) return sql`${openTaskCount} > 0`;
  if ('exists' in condition) return valueIs(condition.exists, (value) => sql`${value} is not null`);
  if ('equals' in condition) return equalsOne(condition.equals, [condition.value]);
  if ('contains' in condition) return containsOne(condition.contains, [condition.text]);
  if ('range' in condition) return inRange(condition);
  if ('has' in condition) return sql`${timeOf(condition.has)} is not null`;
  if ('identity' in condition) return holds(condition);
  if ('text' in condition) return hasText(condition.text, locationNo);
  if ('never' in condition) return sql`false`;
  if ('among' in condition) return sql`contacts.no in ${itemsOf<number>(condition.among.json)}`;
  if ('noted' in condition) {
    return sql`exists (select 1 from notes n
      where n.location_no = contacts.location_no and n.contact_no = contacts.no)`;
  }
  if ('notes' in condition) throw new Error('who has such notes is looked up before');
  return hasTag(condition, locationNo);
}

/** The values of one filter: its field is looked up once for all of them. */
function oneOf(conditions: readonly Condition[]): Bool | undefined {
  const [first] = conditions;
  if (first && 'equals' in first) {
    const values = conditions.flatMap((each) =>
      'equals' in each && each.equals === first.equals ? [each.value] : [],
    );
    if (values.length === conditions.length) return equalsOne(first.equals, values);
  }
  if (first && 'contains' in first) {
    const texts = conditions.flatMap((each) =>
      'contains' in each && each.contains === first.contains ? [each.text] : [],
    );
    if (texts.length === conditions.length) return containsOne(first.contains, texts);
  }
  return undefined;
}

function equalsOne(source: Source, values: readonly (string | number)[]): Bool {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const isIn = (value: RawBuilder<unknown>, list: readonly (string | number)[]): Bool[] =>
    list.length === 0 ? [] : [sql`${value} in (${sql.join(list)})`];
  return valueIs(source, (value) =>
    joined([...isIn(value, numbers), ...isIn(folded(source, value), texts)], sql` or `, sql`false`),
  );
}

function containsOne(source: Source, texts: readonly string[]): Bool {
  const parts = (value: RawBuilder<unknown>): Bool[] =>
    texts.map((text) => holdsText(folded(source, value), text));
  return valueIs(source, (value) => joined(parts(value), sql` or `, sql`false`));
}

function joined(parts: readonly Bool[], by: RawBuilder<unknown>, none: Bool): Bool {
  return parts.length === 0 ? none : sql`(${sql.join(parts, by)})`;
}

/** Whether the value, or one of a list, passes. */
function valueIs(source: Source, test: (value: RawBuilder<unknown>) => Bool): Bool {
  if ('column' in source) return test(sql`${sql.ref(`contacts.${source.column}`)}`);
  if ('path' in source) return stopping(test(valueAt('body', ...source.path.split('.'))));
  if ('related' in source) {
    if (source.related === 'businessName') return stopping(test(businessName));
    if (source.related === 'openTasks') return stopping(test(openTaskCount));
    return sql`exists (select 1 from enrolments e join hooks h on h.no = e.hook_no
      where e.contact_no = contacts.no and h.kind = 'workflow' and h.deleted_at is null
        and ${stillWanted()} and ${test(sql`h.id`)})`;
  }
  if ('list' in source) {
    return sql`exists (select 1 from ${itemRowsOf(source.list)}
      where ${stillWanted()} and ${test(sql`item.value`)})`;
  }
  const { customField, option } = source;
  const { joined: withValues, value } = memberValues(
    'value',
    ...(option === undefined ? [] : [option]),
  );
  return sql`exists (select 1 from ${itemRowsOf('customFields')} ${withValues}
    where ${stillWanted()} and ${memberText('id')} = ${customField} and ${test(value)})`;
}

/** A number that is 0 where there is nothing. */
function isCounted(source: Source): boolean {
  return 'related' in source && source.related === 'openTasks';
}

function itemRowsOf(list: string): ReturnType<typeof itemRowsAt<unknown>> {
  return itemRowsAt('contacts.body', list);
}

/** One contact can be long, and the conditions many: it stops between two of them as well. */
function stopping(test: Bool): Bool {
  return sql`(${stillWanted()} and ${test})`;
}

/** Columns are folded already, ids are compared as they are. */
function folded(source: Source, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return 'column' in source ? value : foldedText(value);
}

const dayLength = 10;

function inRange({ range, bounds }: Extract<Condition, { range: unknown }>): Bool {
  const signs = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };
  const test = (value: RawBuilder<unknown>): Bool =>
    sql`(${sql.join(
      Object.entries(signs).flatMap(([name, sign]) => {
        const bound = Object.entries(bounds).find(([each]) => each === name)?.[1];
        return bound === undefined ? [] : [sql`${value} ${sign} ${bound}`];
      }),
      sql` and `,
    )})`;
  if ('time' in range) return test(timeOf(range.time));
  // A value of another type is in no range.
  const isDay = Object.values(bounds).some((bound) => typeof bound === 'string');
  return valueIs(range, (value) =>
    isDay
      ? sql`(${isText(value)} and ${charLength(value)} = ${sql.lit(dayLength)} and ${test(value)})`
      : sql`(not ${isText(value)} and ${test(value)})`,
  );
}

function holds({ identity, value, part }: Extract<Condition, { identity: unknown }>): Bool {
  const test =
    value !== undefined
      ? sql<SqlBool>`i.value = ${value}`
      : part === undefined
        ? sql<SqlBool>`true`
        : holdsText('i.value', part);
  return sql`exists (select 1 from contact_identities i
    where i.contact_no = contacts.no and i.kind = ${identity} and ${test})`;
}

function hasTag(
  condition: Extract<Condition, { tag: string } | { tagPart: string } | { tagged: true }>,
  locationNo: number,
): Bool {
  if ('tag' in condition) return tagged(sql`t.name_key = ${condition.tag}`, locationNo);
  return tagged(
    'tagPart' in condition ? holdsText('t.name_key', condition.tagPart) : sql`true`,
    locationNo,
  );
}

function tagged(test: Bool, locationNo: number): Bool {
  return sql`exists (select 1 from contact_tags ct join tags t on t.no = ct.tag_no
    where ct.contact_no = contacts.no and ${notIndexed('t.location_no')} = ${locationNo}
      and t.deleted_at is null and ${stillWanted()} and ${test})`;
}

function hasText(text: TextFilter, locationNo: number): Bool {
  const words = text.terms.map((term): Bool => {
    const isForgiven = text.forgiven.includes(term);
    const ways = [reads(term, locationNo, isForgiven)];
    if (text.inFields.includes(term)) ways.push(fieldHolds(text.fields, term));
    if (text.namesTags) {
      ways.push(tagged(holdsWord(foldedText('t.name'), term, isForgiven), locationNo));
    }
    return joined(ways, sql` or `, sql`false`);
  });
  const whole = (['email', 'phone'] as const).flatMap((kind) => {
    const value = text[kind];
    return value === null ? [] : [holds({ identity: kind, value })];
  });
  const digits = text.digits === null ? [] : [reads(text.digits, locationNo)];
  return joined(
    [joined(words, sql` and `, sql`false`), ...digits, ...whole],
    sql` or `,
    sql`false`,
  );
}

/** A value of one of some custom fields. */
function fieldHolds(ids: readonly string[], part: string): Bool {
  const { joined: withValues, value } = memberValues('value');
  return sql`exists (select 1 from ${itemRowsOf('customFields')} ${withValues}
    where ${stillWanted()} and ${memberText('id')} in (${sql.join(ids)}) and ${isText(value)}
      and ${holdsText(foldedText(value), part)})`;
}

function holdsWord(text: Operand, word: string, isForgiven: boolean): Bool {
  const part = holdsText(text, word);
  return isForgiven ? sql`(${part} or ${holdsWordNearly(text, word)})` : part;
}

function reads(part: string, locationNo: number, isForgiven = false): Bool {
  return sql`exists (select 1 from contact_text x where x.location_no = ${locationNo}
    and x.contact_no = contacts.no and ${stillWanted()} and ${holdsWord('x.text', part, isForgiven)})`;
}
