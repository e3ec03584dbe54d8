import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

const plainNumber = /^\+[1-9]\d{6,14}$/;

/**
 * A number in E.164. National numbers take the default country (ISO code). Refused only when it
 * cannot be parsed or no number of its country has its length: `+15551234567` is kept as it is.
 */
export function parsePhone(
  input: string,
  defaultCountry: string,
): { e164: string; extension?: string } | { problem: string } {
  const text = input.trim();
  const country: CountryCode | undefined = isSupportedCountry(defaultCountry)
    ? defaultCountry
    : undefined;
  if (plainNumber.test(text) && isUsualLength(text)) return { e164: text };
  const parsed = parsePhoneNumberFromString(
    text.replace(/^tel:/i, ''),
    country ? { defaultCountry: country, extract: false } : { extract: false },
  );
  if (!parsed) return { problem: 'must be a phone number, best in the form +15551234567' };
  if (!parsed.isPossible()) return { problem: 'must have a length that its country has' };
  // Some zeros are stripped one at a time; the stored form must be found by itself.
  const again = parsed.number === text ? { e164: text } : parsePhone(parsed.number, defaultCountry);
  return parsed.ext && 'e164' in again ? { ...again, extension: parsed.ext } : again;
}

/** North American numbers, the common case, have ten digits after +1: no parse is needed. */
function isUsualLength(text: string): boolean {
  return text.startsWith('+1') && text.length === 12;
}
