import { errors } from '../../errors/catalogue.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { parseCountry } from '../../lib/countries.ts';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';
import { isTimeZone } from '../../lib/timezones.ts';
import type { LocationInput } from './location.ts';

/** Checks and normalises; throws `validation_failed` that names every field at fault. */
export function toLocationChange(input: LocationInput, currentCountry: string): LocationInput {
  const problems: FieldProblem[] = [];
  const change: LocationInput = { ...input };
  if (input.name !== undefined) {
    change.name = input.name.trim();
    if (change.name === '') problems.push({ field: 'name', message: 'name should not be empty' });
  }
  if (input.companyId?.trim() === '') {
    problems.push({ field: 'companyId', message: 'companyId should not be empty' });
  }
  if (input.country !== undefined) {
    const country = parseCountry(input.country);
    if (country) change.country = country;
    else {
      problems.push({
        field: 'country',
        message: 'country must be a two-letter country code such as US',
      });
    }
  }
  if (input.timezone !== undefined && !isTimeZone(input.timezone)) {
    problems.push({
      field: 'timezone',
      message: 'timezone must be an IANA time zone such as America/Chicago',
    });
  }
  if (input.email?.trim()) {
    const email = parseEmail(input.email);
    if ('problem' in email) problems.push({ field: 'email', message: 'email must be an email' });
    else change.email = email.email;
  }
  if (input.phone?.trim()) {
    const phone = parsePhone(input.phone, change.country ?? currentCountry);
    if ('e164' in phone) change.phone = phone.e164;
    // Nothing is matched by it, and the published example has a number too short for its country.
    else if (/^\+?(?=(?:\D*\d){3})[\d\s().-]+$/.test(input.phone.trim()))
      change.phone = input.phone.trim();
    else problems.push({ field: 'phone', message: `phone ${phone.problem}` });
  }
  const kinds = input.settings?.contactUniqueIdentifiers;
  if (kinds && new Set(kinds).size !== kinds.length) {
    const field = 'settings.contactUniqueIdentifiers';
    problems.push({ field, message: `${field} must not repeat a value` });
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  return change;
}
