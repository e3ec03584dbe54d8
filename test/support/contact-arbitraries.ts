import fc from 'fast-check';
import type { ContactChange } from '../../src/features/contacts/contact-body.ts';
import type { Condition, Source } from '../../src/features/smart-lists/contact-matches.ts';
import { emailKey } from '../../src/lib/email.ts';
import { digitsOf, foldText } from '../../src/lib/text.ts';
import { tagKey } from '../../src/lib/tags.ts';

/** Few enough that conditions and contacts meet, and of every kind that is compared in its own way. */
const words = ['Jane', 'jane', 'Zoë', 'zoe', 'ＪＡＮＥ', '\u{10000}b', '\uffeeb', 'a b', '-', '5'];
const tagNames = ['vip', 'Zoë-Club', 'hot lead', 'a:b', 'new_one', '5'];
const dates = ['1990-03-04', '2000-01-01', '2026-12-31'];

const word = fc.constantFrom(...words);
const tag = fc.constantFrom(...tagNames);
const day = fc.constantFrom(...dates);
const number = fc.constantFrom(0, 5, -1.5, 1e21, 2 ** 40);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null });

const value = fc.oneof(
  fc.record({ id: fc.constant('text'), value: orNull(word) }),
  fc.record({ id: fc.constant('number'), value: orNull(number) }),
  fc.record({
    id: fc.constant('list'),
    value: orNull(fc.array(word, { minLength: 1, maxLength: 2 })),
  }),
  fc.record({
    id: fc.constant('texts'),
    value: orNull(fc.record({ one: word, two: word }, { requiredKeys: ['one'] })),
  }),
);

/** `own` makes its e-mails and phones those of no other contact. */
export function anyChange(own: number): fc.Arbitrary<ContactChange> {
  const email = word.map((each) => `${each.replaceAll(/[^a-zA-Z]/g, 'x')}${own}@Example.com`);
  const phone = fc.constantFrom(`+1555000${1000 + own}`, `+4930${1000 + own}`);
  return fc.record({
    text: fc.record(
      {
        firstName: orNull(word),
        lastName: orNull(word),
        companyName: orNull(word),
        source: orNull(word),
        assignedTo: orNull(word),
        city: orNull(word),
        timezone: orNull(word),
        businessId: orNull(word),
        dateOfBirth: orNull(day),
        email: orNull(email),
        phone: orNull(phone),
      },
      { requiredKeys: [] },
    ),
    dnd: fc.boolean(),
    dndSettings: fc.constantFrom(
      {},
      { Call: { status: 'active' } },
      { SMS: { status: 'inactive' } },
    ),
    customFields: fc.uniqueArray(value, { selector: ({ id }) => id, maxLength: 4 }),
    additionalEmails: fc.constantFrom([], [{ email: `more${own}@example.com` }]),
    additionalPhones: fc.constantFrom([], [{ phone: `+4989${1000 + own}` }]),
    followers: fc.constantFrom([], ['jane'], ['jane', 'Zoë']),
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
  });
}

const column = fc.constantFrom<Source>(
  { column: 'id' },
  { column: 'first_name_key' },
  { column: 'last_name_key' },
  { column: 'company_name_key' },
  { column: 'source_key' },
  { column: 'assigned_to' },
);
const ofText = fc.constantFrom<Source>(
  { path: 'city' },
  { path: 'name' },
  { path: 'country' },
  { path: 'timezone' },
  { path: 'dndSettings.Call.status' },
  { customField: 'text' },
  { customField: 'list' },
  { customField: 'texts', option: 'one' },
  { customField: 'texts', option: 'Not there' },
);
const whole = fc.constantFrom<Source>(
  { path: 'dnd' },
  { list: 'followers' },
  { customField: 'texts' },
  { customField: 'none' },
);
const ranged = fc.constantFrom<Source>(
  { path: 'dateOfBirth' },
  { customField: 'number' },
  { customField: 'text' },
);
/** But for those of what other records say of a contact. */
const anySource = fc.oneof(column, ofText, whole, ranged);

const part = fc.oneof(word, fc.constantFrom('', 'a', 'oe', '.com', '1', 'none')).map(foldText);
const wanted = fc.oneof<fc.Arbitrary<string | number>[]>(
  word.map(foldText),
  day,
  number,
  fc.constantFrom('us', 'active', 0, 1),
);
/** All numbers or all days, as a field is read. */
const boundsOf = <T extends string | number>(each: fc.Arbitrary<T>) =>
  fc.record({ gt: each, gte: each, lt: each, lte: each }, { requiredKeys: ['gte'] });
const bounds = fc.oneof(boundsOf(number), boundsOf(day));
const text = fc.record({
  terms: fc.uniqueArray(fc.oneof(part, tag.map(foldText)), { maxLength: 3 }),
  forgiven: fc.subarray(['jane', 'zoe', 'lead', 'club']),
  fields: fc.subarray(['text', 'list', 'number']),
  inFields: fc.subarray(['jane', 'zoe', '5', 'a']),
  namesTags: fc.boolean(),
  digits: orNull(fc.constantFrom('555', '49', '9')),
  email: orNull(fc.constantFrom('jane0@example.com', 'more1@example.com')),
  phone: orNull(fc.constantFrom('+15550001000', '+49891001')),
  name: part,
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ exists: anySource }),
  fc.record({ equals: fc.oneof(ofText, whole, ranged), value: wanted }),
  fc.record({ equals: column, value: part }),
  fc.record({ contains: fc.oneof(column, ofText), text: part }),
  fc.record({ range: ranged, bounds }),
  fc.record({
    range: fc.constant({ time: 'date_added' as const }),
    bounds: fc.record({ gt: fc.constantFrom(0, 1500, 3000) }),
  }),
  fc.record({
    range: fc.constant({ time: 'date_updated' as const }),
    bounds: fc.record({ lte: fc.constantFrom(1500, 3000, 20_000) }),
  }),
  fc.constantFrom<Condition>({ has: 'date_added' }, { never: true }, { tagged: true }),
  fc.record({ identity: fc.constant('email' as const), part: part.map(emailKey) }),
  fc.record({ identity: fc.constant('phone' as const), part: part.map(digitsOf) }),
  fc.constantFrom<Condition>(
    { identity: 'email' },
    { identity: 'phone' },
    { identity: 'email', value: 'jane0@example.com' },
    { identity: 'email', value: 'more1@example.com' },
    { identity: 'phone', value: '+15550001000' },
  ),
  tag.map((each) => ({ tag: tagKey(each) })),
  part.map((tagPart) => ({ tagPart })),
  fc.record({ text }),
);

/** Any tree of conditions that a contact alone decides. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => {
  const several = fc.array(tie('tree'), { maxLength: 3 });
  const sameSource = fc
    .tuple(fc.oneof(ofText, whole, ranged), fc.array(wanted, { maxLength: 3 }))
    .map(([equals, values]) => ({ any: values.map((each) => ({ equals, value: each })) }));
  const tree: fc.Arbitrary<Condition> = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    sameSource,
    fc.record({ all: several }),
    fc.record({ any: several }),
    fc.record({ not: tie('tree') }),
  );
  return { tree };
}).tree;
