import type { Static } from 'typebox';
import type { createUser, updateUser } from '../../../contract/users/operations.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';
import { passwordProblem } from './password.ts';
import type { UserProfile } from './user.ts';

export type NewUserInput = Static<NonNullable<(typeof createUser)['body']>>;
export type UserInput = Static<NonNullable<(typeof updateUser)['body']>>;

/** Checked and normalised: absent is unchanged, null clears. */
export type UserChange = {
  companyId?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  type?: string;
  role?: string;
  locationIds?: string[];
  profile: { [K in keyof UserProfile]?: UserProfile[K] | null };
};

/** Throws `validation_failed` that names every field at fault; the password is only checked. */
export function toUserChange(input: UserInput, country: string): UserChange {
  const problems: FieldProblem[] = [];
  const change: UserChange = { profile: {} };
  for (const field of ['firstName', 'lastName', 'companyId'] as const) {
    const value = input[field]?.trim();
    if (value === '') problems.push({ field, message: `${field} should not be empty` });
    else if (value !== undefined) change[field] = value;
  }
  if (input.email !== undefined) {
    const parsed = parseEmail(input.email);
    if ('problem' in parsed) {
      problems.push({ field: 'email', message: `email ${parsed.problem}` });
    } else change.email = parsed.email;
  }
  const missing = input.password === undefined ? undefined : passwordProblem(input.password);
  if (missing !== undefined) problems.push({ field: 'password', message: missing });
  if (input.type !== undefined) change.type = input.type;
  if (input.role !== undefined) change.role = input.role;
  if (input.locationIds !== undefined) change.locationIds = [...new Set(input.locationIds)];
  checkPhone(input.phone, country, change, problems);
  const { profile } = change;
  if (input.profilePhoto !== undefined) profile.profilePhoto = input.profilePhoto?.trim() || null;
  if (input.permissions) {
    profile.permissions = input.permissions;
    if (Object.keys(input.permissions).some((name) => name.length > longestName)) {
      const message = `permissions must have names of at most ${longestName} characters`;
      problems.push({ field: 'permissions', message });
    }
  }
  if (input.scopes) profile.scopes = [...new Set(input.scopes)];
  if (input.scopesAssignedToOnly) {
    profile.scopesAssignedToOnly = [...new Set(input.scopesAssignedToOnly)];
  }
  if (input.platformLanguage !== undefined) profile.platformLanguage = input.platformLanguage;
  if (input.twilioPhone) {
    const set = Object.entries(input.twilioPhone).filter(([, number]) => number.trim() !== '');
    profile.phones = Object.fromEntries(set);
    if (set.some(([locationId]) => locationId.length > longestName)) {
      const message = 'twilioPhone must be keyed by location id';
      problems.push({ field: 'twilioPhone', message });
    }
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  return change;
}

export const longestName = 100;

function checkPhone(
  phone: string | null | undefined,
  country: string,
  { profile }: UserChange,
  problems: FieldProblem[],
): void {
  if (phone === undefined) return;
  if (phone === null || phone.trim() === '') {
    profile.phone = null;
    profile.extension = null;
    return;
  }
  const parsed = parsePhone(phone, country);
  if ('problem' in parsed) problems.push({ field: 'phone', message: `phone ${parsed.problem}` });
  else {
    profile.phone = parsed.e164;
    profile.extension = parsed.extension ?? null;
  }
}
