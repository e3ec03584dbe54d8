import {
  type CountryCode,
  type CountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
// The plans that the parser goes by, loaded once for both.
import metadata from 'libphonenumber-js/min/metadata';
import { countryNames } from './countries.ts';

const plainNumber = /^\+[1-9]\d{6,14}$/;

export type ParsedPhone = { e164: string; extension?: string } | { problem: string };

/**
 * A number in E.164. A national number is read in the country (ISO code), and refused where the plan
 * of that country has no number of its length or beginning. One with `+` is refused only when it
 * cannot be parsed or its length is impossible: `+15551234567` is kept as it is.
 */
export function parsePhone(input: string, country: string): ParsedPhone {
  const text = input.trim();
  if (plainNumber.test(text) && isUsualLength(text)) return { e164: text };
  const code: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const isNational = isNationalPhone(text);
  const parsed = parsePhoneNumberFromString(
    text.replace(/^tel:/i, ''),
    code ? { defaultCountry: code, extract: false } : { extract: false },
  );
  if (!parsed) {
    return isNational && /^[\d\s().-]{7,}$/.test(text)
      ? { problem: impossibleIn(country) }
      : { problem: 'must be a phone number, best in the form +15551234567' };
  }
  if (!parsed.isPossible()) {
    return {
      problem: isNational ? impossibleIn(country) : 'must have a length that its country has',
    };
  }
  const { number, countryCallingCode, nationalNumber, ext } = parsed;
  if (isNational && !isOfPlan(countryCallingCode, nationalNumber)) {
    return { problem: impossibleIn(country) };
  }
  // Some zeros are stripped one at a time; the stored form must be found by itself.
  const again = number === text ? { e164: text } : parsePhone(number, country);
  return ext && 'e164' in again ? { ...again, extension: ext } : again;
}

/** Whether a number needs a country to be read in. */
export function isNationalPhone(text: string): boolean {
  return !/^\s*(?:tel:\s*)?[+＋]/i.test(text);
}

function impossibleIn(country: string): string {
  const name = countryNames[country];
  if (name === undefined) return 'needs its country code: send it in the form +15551234567';
  return `is no possible number of ${name} (${country}), which it was read in; send it with its country code, as in +15551234567`;
}

const plans = new Map<string, readonly RegExp[]>();

/** Whether any country of the calling code has numbers like this one: of its length and beginning. */
function isOfPlan(callingCode: CountryCallingCode, nationalNumber: string): boolean {
  const known = plans.get(callingCode) ?? plansOf(callingCode);
  plans.set(callingCode, known);
  return known.some((each) => each.test(nationalNumber));
}

function plansOf(callingCode: CountryCallingCode): RegExp[] {
  const countries = metadata.country_calling_codes[callingCode] ?? [];
  return countries.flatMap((country) => {
    // Calling code, prefix abroad, and the numbers that there are: the order of the format.
    const pattern: unknown = metadata.countries[country]?.[2];
    return typeof pattern === 'string' ? [new RegExp(`^(?:${pattern})$`)] : [];
  });
}

/** North American numbers, the common case, have ten digits after +1: no parse is needed. */
function isUsualLength(text: string): boolean {
  return text.startsWith('+1') && text.length === 12;
}
