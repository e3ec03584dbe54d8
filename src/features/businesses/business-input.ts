import type { Static } from 'typebox';
import type { updateBusiness } from '../../../contract/businesses/operations.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { parseCountry } from '../../lib/countries.ts';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';

/** The body of create or update after its schema check. */
export type BusinessInput = Partial<Static<NonNullable<(typeof updateBusiness)['body']>>>;

const plainFields = ['website', 'address', 'city', 'postalCode', 'state', 'description'] as const;

export const businessFields = ['phone', 'email', 'country', ...plainFields] as const;
export type BusinessField = (typeof businessFields)[number];

/** A checked and normalised request: absent is unchanged, null clears. */
export type BusinessChange = { name?: string } & Partial<Record<BusinessField, string | null>>;

/** Checks and normalises; throws `validation_failed` that names every field at fault. */
export function toBusinessChange(
  input: BusinessInput,
  defaultCountry: string,
  warn: (sentence: string) => void = () => undefined,
): BusinessChange {
  const problems: FieldProblem[] = [];
  const change: BusinessChange = {};
  if (input.name !== undefined) {
    change.name = input.name.trim();
    if (change.name === '') problems.push({ field: 'name', message: 'name should not be empty' });
  }
  for (const field of plainFields) {
    const value = input[field];
    if (value !== undefined) change[field] = value === null ? null : value.trim() || null;
  }
  const parse = (
    field: 'phone' | 'email' | 'country',
    parsed: (value: string) => string | { problem: string },
  ): void => {
    const sent = input[field];
    if (sent === undefined) return;
    const result = sent === null || sent.trim() === '' ? null : parsed(sent);
    if (result === null || typeof result === 'string') change[field] = result;
    else problems.push({ field, message: result.problem });
  };
  parse('email', (value) => {
    const result = parseEmail(value);
    return 'problem' in result ? { problem: 'email must be an email' } : result.email;
  });
  parse(
    'country',
    (value) =>
      parseCountry(value) ?? { problem: 'country must be a two-letter country code such as US' },
  );
  parse('phone', (value) => {
    const result = parsePhone(value, change.country ?? defaultCountry);
    if ('problem' in result) return { problem: `phone ${result.problem}` };
    if (result.extension) warn(`phone extension ${result.extension} was left aside`);
    return result.e164;
  });
  if (problems.length > 0) throw errors.validationFailed(problems);
  return change;
}
