import type { ContactInput } from '../contacts/write/contact-input.ts';
import { type SeedCountry, seedCountries } from './countries.ts';
import { type NameParts, type SeedCulture, type SeedName, seedCultures } from './cultures.ts';
import { type Random, createRandom } from './random.ts';
import { dayOf, seedFields } from './seed-fields.ts';
import {
  type Shared,
  companyTrades,
  companyWords,
  mailboxes,
  noteTexts,
  noteTitles,
  seedSources,
  seedTags,
  streets,
} from './words.ts';

export type SeedPerson = {
  contact: Omit<ContactInput, 'customFields' | 'phone'>;
  /** In E.164, as numbers of its country are. */
  phone: string | undefined;
  /** In the order of `seedFields`, undefined where there is none. */
  fieldValues: unknown[];
  notes: { title: string; body: string; at: number }[];
  addedAt: number;
};

/** Which people: as many as there are in all, of which seed, added in the two years before `until`. */
export type SeedPeople = { seed: number; contacts: number; until: number };

export const seededMs = 2 * 365 * 24 * 3_600_000;

/** The person of this number, from 0: the same of the same seed, whoever else is asked for. */
export function personAt({ seed, contacts, until }: SeedPeople, n: number): SeedPerson {
  const random = createRandom(seed, n);
  const culture = cultureOf(random);
  const country = countryNamed(random.pick(culture.countries));
  const given = nameOf(random, culture.given, culture.givenParts, culture.joins.given);
  const family = nameOf(random, culture.family, culture.familyParts, culture.joins.family);
  const city = random.pickSkewed(country.cities);
  const company = random.chance(0.6) ? companyOf(random, country) : undefined;
  // Who has no e-mail is known by the phone.
  const hasEmail = random.chance(0.94);
  const hasPhone = !hasEmail || random.chance(0.8);
  const source = random.chance(0.96) ? sharedOf(random, seedSources) : undefined;
  const addedAt = addedAtOf(random, n, { seed, contacts, until });
  const optional = (share: number, of: () => ContactInput): ContactInput =>
    random.chance(share) ? of() : {};
  return {
    addedAt,
    phone: hasPhone ? phoneOf(country, seed, n) : undefined,
    contact: {
      firstName: given.own,
      lastName: family.own,
      ...(hasEmail && { email: emailOf(random, { given, family, company }, seed, n) }),
      ...(company && { companyName: company.name }),
      ...(source !== undefined && { source }),
      country: country.code,
      city: city.name,
      state: city.state,
      ...optional(0.85, () => ({ postalCode: postalOf(random, city.postal) })),
      ...optional(0.5, () => ({ address1: `${1 + random.below(240)} ${random.pick(streets)} St` })),
      ...optional(0.8, () => ({ timezone: city.timezone ?? country.timezone })),
      ...optional(0.35, () => ({ dateOfBirth: dayOf(random, 1940, 66) })),
      ...(company && optional(0.4, () => ({ website: `https://www.${company.domain}` }))),
      ...optional(0.03, () => ({ dnd: true })),
      ...optional(0.02, () => ({ dndSettings: { SMS: { status: 'active' } } })),
      tags: seedTags.flatMap(([tag, perMille]) => (random.chance(perMille / 1000) ? [tag] : [])),
    },
    fieldValues: seedFields.map(({ share, value }) =>
      random.chance(share) ? value(random) : undefined,
    ),
    notes: random.chance(0.2) ? notesOf(random, addedAt, until) : [],
  };
}

const cultureWeight = seedCultures.reduce((sum, { share }) => sum + share, 0);

function cultureOf(random: Random): SeedCulture {
  let left = random.below(cultureWeight);
  const found = seedCultures.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? random.pick(seedCultures);
}

function countryNamed(code: string): SeedCountry {
  const found = seedCountries.get(code);
  if (!found) throw new Error(`no country ${code} to seed`);
  return found;
}

function nameOf(
  random: Random,
  list: readonly SeedName[],
  parts: NameParts | undefined,
  join: string | undefined,
): SeedName {
  const kind = random.next();
  if (parts && kind < 0.3) return together(random.pick(parts.first), random.pick(parts.second));
  const name = random.pickSkewed(list);
  return join !== undefined && kind > 0.92 ? together(name, random.pick(list), join) : name;
}

function together(first: SeedName, second: SeedName, join = ''): SeedName {
  return { own: `${first.own}${join}${second.own}`, latin: `${first.latin}${second.latin}` };
}

type Company = { name: string; domain: string };

function companyOf(random: Random, { forms }: SeedCountry): Company {
  const [word, trade] = [random.pickSkewed(companyWords), random.pickSkewed(companyTrades)];
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const domain = `${plain}-${trade}.example`.toLowerCase();
  return { name: `${word} ${trade} ${random.pick(forms)}`, domain };
}

/** Under names that no network has, so that nobody gets what is sent; the number makes it unique. */
function emailOf(
  random: Random,
  { given, family, company }: { given: SeedName; family: SeedName; company: Company | undefined },
  seed: number,
  n: number,
): string {
  const domain = company && random.chance(0.6) ? company.domain : random.pickSkewed(mailboxes);
  const first = random.chance(0.25) ? given.latin.slice(0, 1) : given.latin;
  const number = seed === 1 ? String(n) : `${n}.${seed}`;
  return `${first}.${family.latin}${number}@${domain}`;
}

/** Prime to how many numbers any country has, so that no two people of a seed share one. */
const phoneStep = 15_485_863;

function phoneOf({ phone }: SeedCountry, seed: number, n: number): string {
  const { calling, begins, digits, lowest = 0 } = phone;
  const each = 10 ** digits - lowest;
  const place = ((n + 1) * phoneStep + Math.imul(seed, 0x9e3779b1)) % (each * begins.length);
  const positive = place < 0 ? place + each * begins.length : place;
  const rest = String(lowest + (positive % each)).padStart(digits, '0');
  return `+${calling}${begins[Math.floor(positive / each)]}${rest}`;
}

function postalOf(random: Random, pattern: string): string {
  return pattern.replaceAll('#', () => String(random.below(10)));
}

function sharedOf(random: Random, shared: Shared): string | undefined {
  let left = random.below(shared.reduce((sum, [, perMille]) => sum + perMille, 0));
  return shared.find(([, perMille]) => {
    left -= perMille;
    return left < 0;
  })?.[0];
}

/** In the order of their numbers, and more of them lately. */
function addedAtOf(random: Random, n: number, { contacts, until }: SeedPeople): number {
  const share = ((n + random.next()) / contacts) ** 0.8;
  return Math.floor(until - seededMs + seededMs * Math.min(1, share));
}

function notesOf(random: Random, addedAt: number, until: number): SeedPerson['notes'] {
  const count = random.chance(0.2) ? 2 + random.below(3) : 1;
  const times = Array.from({ length: count }, () =>
    Math.floor(addedAt + (until - addedAt) * random.next() ** 2),
  ).toSorted((a, b) => a - b);
  return times.map((at) => ({
    title: random.pickSkewed(noteTitles),
    body: `<p>${random.pick(noteTexts)}</p>`,
    at,
  }));
}
