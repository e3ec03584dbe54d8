import type { FieldProblem } from '../../../errors/app-error.ts';
import { parseEmail } from '../../../lib/email.ts';
import { parsePhone } from '../../../lib/phone.ts';
import type { AdditionalEmail, AdditionalPhone, ContactChange } from '../contact-body.ts';

/** As sent: a text, or an object with a label; null clears the list. */
export type AdditionalInput = {
  additionalEmails?: (string | { email: string; label?: string | null })[] | null;
  additionalPhones?:
    | (string | { phone: string; phoneLabel?: string | null; label?: string | null })[]
    | null;
};

/** Checks and normalises; adds to `problems` each item at fault by its place. */
export function toAdditional(
  { additionalEmails, additionalPhones }: AdditionalInput,
  country: string,
  problems: FieldProblem[],
): Pick<ContactChange, 'additionalEmails' | 'additionalPhones'> {
  const refuse = (field: string, problem: string): never[] => {
    problems.push({ field, message: `${field} ${problem}` });
    return [];
  };
  const emails = additionalEmails?.flatMap((item, index): AdditionalEmail[] => {
    const { email, label } = typeof item === 'string' ? { email: item, label: null } : item;
    const parsed = parseEmail(email);
    if ('problem' in parsed) return refuse(`additionalEmails.${index}`, 'must be an email');
    return [{ email: parsed.email, ...(label && { label }) }];
  });
  const phones = additionalPhones?.flatMap((item, index): AdditionalPhone[] => {
    const sent = typeof item === 'string' ? { phone: item } : item;
    const parsed = parsePhone(sent.phone, country);
    if ('problem' in parsed) return refuse(`additionalPhones.${index}`, parsed.problem);
    const label = sent.phoneLabel ?? sent.label;
    return [{ phone: parsed.e164, ...(label && { phoneLabel: label }) }];
  });
  return {
    ...(additionalEmails !== undefined && { additionalEmails: emails ?? [] }),
    ...(additionalPhones !== undefined && { additionalPhones: phones ?? [] }),
  };
}
