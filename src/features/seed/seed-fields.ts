import type { CustomField, DataType } from '../custom-fields/custom-field.ts';
import type { FieldInput } from '../custom-fields/field-input.ts';
import type { Random } from './random.ts';
import { jobTitles, noteTexts } from './words.ts';

type SeedField = {
  name: string;
  dataType: DataType;
  options?: string[];
  /** Of the contacts that have a value. */
  share: number;
  value(random: Random): unknown;
};

const plans = ['Free', 'Starter', 'Team', 'Business', 'Enterprise'];
const interests = ['Training', 'Events', 'Beta features', 'Discounts', 'Case studies', 'Podcast'];
const languages = ['English', 'Deutsch', 'Español', 'Français', '中文', 'العربية', 'हिन्दी'];

/** The custom fields of seeded contacts, of the types that are searched differently. */
export const seedFields: readonly SeedField[] = [
  {
    name: 'Job title',
    dataType: 'TEXT',
    share: 0.55,
    value: (random) => random.pickSkewed(jobTitles),
  },
  {
    name: 'Background',
    dataType: 'LARGE_TEXT',
    share: 0.12,
    value: (random) => Array.from({ length: 3 }, () => random.pick(noteTexts)).join('\n'),
  },
  {
    name: 'Lead score',
    dataType: 'NUMERICAL',
    share: 0.7,
    value: (random) => random.below(101),
  },
  {
    name: 'Employees',
    dataType: 'NUMERICAL',
    share: 0.4,
    value: (random) => 1 + Math.floor(5000 * random.next() ** 4),
  },
  {
    name: 'Lifetime value',
    dataType: 'MONETORY',
    share: 0.35,
    value: (random) => Math.floor(2_000_000 * random.next() ** 3) / 100,
  },
  {
    name: 'Plan',
    dataType: 'SINGLE_OPTIONS',
    options: plans,
    share: 0.6,
    value: (random) => random.pickSkewed(plans),
  },
  {
    name: 'Interests',
    dataType: 'CHECKBOX',
    options: interests,
    share: 0.45,
    value: (random) => some(random, interests),
  },
  {
    name: 'Languages',
    dataType: 'MULTIPLE_OPTIONS',
    options: languages,
    share: 0.3,
    value: (random) => some(random, languages),
  },
  {
    name: 'Renewal date',
    dataType: 'DATE',
    share: 0.3,
    value: (random) => dayOf(random, 2025, 3),
  },
];

export function toFieldInput({ name, dataType, options }: SeedField): FieldInput {
  return { name, dataType, ...(options && { options }) };
}

/** Which of a location's fields it is: a field of the same name and another type is none. */
export function isSeedField(seedField: SeedField, field: CustomField): boolean {
  return field.name === seedField.name && field.dataType === seedField.dataType;
}

/** A day within so many years from the beginning of the first. */
export function dayOf(random: Random, firstYear: number, years: number): string {
  const year = firstYear + random.below(years);
  const [month, day] = [1 + random.below(12), 1 + random.below(28)];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function some(random: Random, options: readonly string[]): string[] {
  const chosen = options.filter(() => random.chance(0.25));
  return chosen.length > 0 ? chosen : [random.pick(options)];
}
