import { gramLength, lengthOf, longestBeginning, wordsOf } from '../../../lib/grams.ts';
import { foldText } from '../../../lib/text.ts';
import type { Executor } from '../../../storage/engine.ts';
import {
  type Term,
  type TermExpression,
  allOf,
  anyOf,
  everybody,
  nobody,
  terms as anyTerm,
  without,
} from '../../../storage/term-expression.ts';
import type { Condition, Source, TextFilter } from '../search/search-contacts.store.ts';
import { atMost, every, exactly, not, some } from './bounds.ts';
import { otherTexts } from './contact-terms.ts';
import { hasOpenTasks, hasTime, inTime, openTasksAre, openTasksWithin } from './hanging.ts';
import * as lookups from './index.store.ts';
import { nearBounds } from './near-words.ts';
import { type Bounds, dayRange, numberRange } from './ranges.ts';
import * as terms from './terms.ts';
import { chunksOf, otherPartsOf, partsOfText } from './text-parts.ts';

/** Of tags, businesses, workflows or values that one condition names. */
const mostNamed = 200;
/** Values of a field that are looked through for a part of them. */
const mostLookedThrough = 5000;

type Of = { reader: Executor; locationNo: number };

/**
 * A condition by terms: who meets it for certain and who may, the same where terms say all of it. Who only may is
 * looked up.
 */
export async function compileCondition(of: Of, condition: Condition): Promise<Bounds> {
  if ('all' in condition) return every(await compileEach(of, condition.all));
  if ('any' in condition) return some(await compileEach(of, condition.any));
  if ('not' in condition) return not(await compileCondition(of, condition.not));
  if ('exists' in condition) return existing(of, condition.exists);
  if ('equals' in condition) return equalTo(of, condition.equals, condition.value);
  if ('contains' in condition) return containing(of, condition.contains, condition.text);
  if ('range' in condition) return inRange(condition);
  if ('has' in condition) return exactly(hasTime(condition.has));
  if ('identity' in condition) return identity(condition);
  if ('tag' in condition) {
    const no = await lookups.selectTagNo(of.reader, of.locationNo, condition.tag);
    return exactly(no === undefined ? nobody : { term: terms.tagTerm(no) });
  }
  if ('tagPart' in condition) return tagsWith(of, condition.tagPart, 'key');
  if ('tagged' in condition) return hasTags(of);
  if ('text' in condition) return textBounds(of, condition.text);
  if ('noted' in condition) return exactly({ term: terms.noted });
  if ('among' in condition) return exactly({ among: condition.among });
  if ('notes' in condition) throw new Error('who has such notes is looked up before');
  if ('never' in condition) return exactly(nobody);
  return condition satisfies never;
}

async function compileEach(of: Of, conditions: readonly Condition[]): Promise<Bounds[]> {
  const compiled: Bounds[] = [];
  for (const each of conditions) compiled.push(await compileCondition(of, each));
  return compiled;
}

const presenceOf = (source: Source): TermExpression => ({
  term: terms.present(terms.codeOf(source)),
});

async function existing(of: Of, source: Source): Promise<Bounds> {
  if (!('related' in source)) return exactly(presenceOf(source));
  if (source.related === 'openTasks') return exactly(hasOpenTasks);
  return source.related === 'activeWorkflows' ? inWorkflow(of) : inBusiness(of, 'named');
}

function equalTo(of: Of, source: Source, value: string | number): Promise<Bounds> | Bounds {
  if (!('related' in source)) {
    return exactly({ term: terms.valueTerm(terms.codeOf(source), value) });
  }
  if (source.related === 'activeWorkflows') return inWorkflow(of, String(value));
  if (source.related === 'openTasks') return exactly(openTasksAre(Number(value)));
  return inBusiness(of, { is: String(value) });
}

async function inWorkflow({ reader, locationNo }: Of, id?: string): Promise<Bounds> {
  const nos = await lookups.selectWorkflows(reader, { locationNo, limit: mostNamed + 1 }, id);
  const upper = anyTerm(nos.slice(0, mostNamed).map(terms.hookTerm));
  // Where there are more they are not told apart: anybody may be in one of them.
  return nos.length > mostNamed ? { upper: everybody, lower: upper } : exactly(upper);
}

async function inBusiness(
  { reader, locationNo }: Of,
  test: Parameters<typeof lookups.selectBusinesses>[2],
): Promise<Bounds> {
  const limit = mostNamed + 1;
  const found = await lookups.selectBusinesses(reader, { locationNo, limit }, test);
  const code = terms.codeOf({ path: 'businessId' });
  const lower = anyTerm(
    // Of the body, where ids are compared as texts are.
    found.slice(0, mostNamed).map(({ id }) => terms.valueTerm(code, foldText(id))),
  );
  return found.length > mostNamed
    ? { upper: { term: terms.present(code) }, lower }
    : exactly(lower);
}

async function tagsWith(
  { reader, locationNo }: Of,
  part: string,
  how: 'key' | 'text' | 'nearly',
): Promise<Bounds> {
  const limit = mostNamed + 1;
  const found = await lookups.selectTagsWith(reader, { locationNo, limit }, part, how);
  const lower = anyTerm(found.slice(0, mostNamed).map(({ no }) => terms.tagTerm(no)));
  return found.length > mostNamed ? { upper: { term: terms.tagged }, lower } : exactly(lower);
}

async function hasTags({ reader, locationNo }: Of): Promise<Bounds> {
  const tagged: TermExpression = { term: terms.tagged };
  const limit = mostNamed + 1;
  const going = await lookups.selectGoingTags(reader, { locationNo, limit });
  if (going.length === 0) return exactly(tagged);
  if (going.length > mostNamed) return atMost(tagged);
  return { upper: tagged, lower: without(tagged, anyTerm(going.map(terms.tagTerm))) };
}

/** What is a part of a text that `query` reads too. */
const readByQuery: ReadonlySet<string> = new Set([
  'first_name_key',
  'last_name_key',
  'company_name_key',
  'name',
]);

async function containing(of: Of, source: Source, text: string): Promise<Bounds> {
  if ('related' in source) {
    return source.related === 'businessName' ? inBusiness(of, { has: text }) : atMost(everybody);
  }
  const has = presenceOf(source);
  if (text === '') return exactly(has);
  const code = terms.codeOf(source);
  if (code === 'company_name_key') return amongValues(of, code, text, partsOfText(text));
  if (readByQuery.has(code)) return atMost(allOf([has, partsOfText(text)]));
  if (otherTexts.has(code) || 'customField' in source) {
    return atMost(allOf([has, otherPartsOf(text)]));
  }
  return amongValues(of, code, text, everybody);
}

/** By the values that the field has in the location, where they are few; else among those who have such parts. */
async function amongValues(
  { reader, locationNo }: Of,
  code: string,
  text: string,
  parts: TermExpression,
): Promise<Bounds> {
  const has = allOf([{ term: terms.present(code) }, parts]);
  const values = await lookups.selectTermsBegunBy(reader, locationNo, `${code}=`, {
    limit: mostLookedThrough + 1,
  });
  if (values.length > mostLookedThrough) return atMost(has);
  const sure: string[] = [];
  const maybe: string[] = [];
  for (const value of values) {
    const read = terms.readAgain(value);
    if (read === undefined) maybe.push(value);
    else if (read.includes(text)) sure.push(value);
  }
  if (sure.length + maybe.length > mostNamed) return atMost(has);
  const term = (value: string): Term => `${code}=${value}`;
  const lower = anyTerm(sure.map(term));
  return maybe.length === 0
    ? exactly(lower)
    : { upper: anyOf([lower, anyTerm(maybe.map(term))]), lower };
}

function inRange({ range, bounds }: Extract<Condition, { range: unknown }>): Bounds {
  if ('time' in range) return inTime(range.time, bounds);
  if ('related' in range) return openTasksWithin(bounds);
  const code = terms.codeOf(range);
  const isDay = Object.values(bounds).some((bound) => typeof bound === 'string');
  return isDay ? dayRange(code, bounds) : numberRange(code, bounds);
}

function identity({
  identity: kind,
  value,
  part,
}: Extract<Condition, { identity: unknown }>): Bounds {
  if (value !== undefined) return exactly({ term: terms.identityTerm(kind, value) });
  const has: TermExpression = { term: terms.present(kind) };
  if (part === undefined || part === '') return exactly(has);
  const found = anyOf([partsOfText(part), { term: terms.readOtherwise(kind) }]);
  return atMost(allOf([has, found]));
}

/** Contacts that have all the words of a text, in what is read of them or in their tags, or its digits. */
async function textBounds(of: Of, text: TextFilter): Promise<Bounds> {
  const words: Bounds[] = [];
  for (const word of text.terms) {
    const isForgiven = text.forgiven.includes(word);
    const ways = [partBounds(word)];
    if (isForgiven) ways.push(await nearBounds(of, word));
    if (text.inFields.includes(word)) {
      const has = anyTerm(
        text.fields.map((id) => terms.present(terms.codeOf({ customField: id }))),
      );
      ways.push(atMost(allOf([has, otherPartsOf(word)])));
    }
    if (text.namesTags) ways.push(await tagsWith(of, word, isForgiven ? 'nearly' : 'text'));
    words.push(some(ways));
  }
  const named = words.length > 0 ? every(words) : exactly(nobody);
  const digits = text.digits === null ? [] : [partBounds(text.digits)];
  const whole = [identityOf('email', text.email), identityOf('phone', text.phone)];
  return some([named, ...digits, ...whole.map(exactly)]);
}

function partBounds(word: string): Bounds {
  const [read = ''] = chunksOf(word);
  const length = lengthOf(read);
  const upper = partsOfText(word);
  // Signs that no term has are not told apart.
  if (read !== word) return atMost(upper);
  if (length <= gramLength) return exactly(upper);
  // Who has a word that begins so has it for certain.
  if (length <= longestBeginning) return { upper, lower: { term: terms.textBeginning(read) } };
  return { upper, lower: { term: terms.textWord(read) } };
}

function identityOf(kind: 'email' | 'phone', value: string | null): TermExpression {
  return value === null ? nobody : { term: terms.identityTerm(kind, value) };
}

/**
 * How well contacts are what a text names, the best first, each without those before it: by e-mail, phone or name,
 * by words that begin so, by any part.
 */
export async function ranksOf(of: Of, text: TextFilter): Promise<TermExpression[]> {
  const begun: TermExpression[] = [];
  for (const word of text.terms) begun.push(await begunBy(of, word, text.namesTags));
  const name: TermExpression = text.name === '' ? nobody : { term: terms.fullNameTerm(text.name) };
  return [
    identityOf('email', text.email),
    identityOf('phone', text.phone),
    name,
    begun.length > 0 ? allOf(begun) : nobody,
    everybody,
  ];
}

async function begunBy(
  { reader, locationNo }: Of,
  word: string,
  namesTags: boolean,
): Promise<TermExpression> {
  const [read = ''] = chunksOf(word);
  const begins: TermExpression = { term: terms.beginningAsTerm(read) };
  if (!namesTags) return begins;
  const tags = await lookups.selectTagsWith(reader, { locationNo, limit: mostNamed }, word, 'text');
  const begun = tags.filter(({ name }) =>
    wordsOf(foldText(name)).some((each) => each.startsWith(read)),
  );
  return anyOf([begins, anyTerm(begun.map(({ no }) => terms.tagTerm(no)))]);
}
