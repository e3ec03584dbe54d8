export const maxLength = 254;
const pattern = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/u;

/** The address trimmed, and the key (lower-case, NFC) that addresses are matched by. */
export function parseEmail(input: string): { email: string; key: string } | { problem: string } {
  const email = input.trim();
  if (email.length > maxLength) return { problem: `must have at most ${maxLength} characters` };
  if (!looksLikeEmail(email)) return { problem: 'must be an email' };
  return { email, key: emailKey(email) };
}

/** The key that two spellings of one address share. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase().normalize('NFC');
}

/** One @, a local part, and a domain of labels with no dot at either end. */
export function looksLikeEmail(text: string): boolean {
  if (!pattern.test(text)) return false;
  const [local = '', domain = ''] = text.split('@');
  return (
    [local, domain].every(
      (part) => !part.startsWith('.') && !part.endsWith('.') && !part.includes('..'),
    ) &&
    domain.includes('.') &&
    !domain.startsWith('-')
  );
}
