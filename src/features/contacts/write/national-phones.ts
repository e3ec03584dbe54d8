import { errors } from '../../../errors/catalogue.ts';
import { parseCountry } from '../../../lib/countries.ts';
import { isNationalPhone, parsePhone } from '../../../lib/phone.ts';
import type { FieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { fieldOf, sentValueOf } from '../../custom-fields/sent-value.ts';
import { toAdditional } from './additional-input.ts';
import type { ContactChange } from '../contact-body.ts';
import type { ContactInput } from './contact-input.ts';

/** Numbers as sent that were read in a country the request did not name. */
export type NationalPhones = {
  readIn: string;
  phone?: string;
  additionalPhones?: ContactInput['additionalPhones'];
  /** Values of custom fields by their ids. */
  fields: Record<string, string>;
};

/** What of a request needs a country to be read in; undefined for nothing. */
export function nationalPhonesOf(
  input: ContactInput,
  fields: FieldDefinitions,
): Omit<NationalPhones, 'readIn'> | undefined {
  const { phone, additionalPhones } = input;
  const isNational = (text: unknown): text is string =>
    typeof text === 'string' && text.trim() !== '' && isNationalPhone(text);
  const further = additionalPhones?.some((each) =>
    isNational(typeof each === 'string' ? each : each.phone),
  );
  const values = (input.customFields ?? []).flatMap((item) => {
    const field = fieldOf(item, fields);
    const value = sentValueOf(item);
    const text = typeof value === 'number' ? String(value) : value;
    return field?.dataType === 'PHONE' && isNational(text) ? [[field.id, text] as const] : [];
  });
  if (!isNational(phone) && !further && values.length === 0) return undefined;
  return {
    ...(isNational(phone) && { phone }),
    ...(further && { additionalPhones }),
    fields: Object.fromEntries(values),
  };
}

/** The code of the country that a request names; undefined where it names none. */
export function countryOf({ country }: ContactInput): string | undefined {
  return typeof country === 'string' ? parseCountry(country) : undefined;
}

/** The change with its numbers read in the country that the contact is found to have. Throws `validation_failed`. */
export function readIn(change: ContactChange, country: string): ContactChange {
  const { national } = change;
  if (!national || national.readIn === country) return change;
  const problems: { field: string; message: string }[] = [];
  const read = (text: string, field: string): string => {
    const parsed = parsePhone(text, country);
    if ('e164' in parsed) return parsed.e164;
    problems.push({ field, message: `${field} ${parsed.problem}` });
    return '';
  };
  const text =
    national.phone === undefined
      ? change.text
      : { ...change.text, phone: read(national.phone, 'phone') };
  const { additionalPhones } = national;
  const additional = additionalPhones ? toAdditional({ additionalPhones }, country, problems) : {};
  const customFields = change.customFields?.map((each) => {
    const sent = national.fields[each.id];
    return sent === undefined ? each : { ...each, value: read(sent, `customFields.${each.id}`) };
  });
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { ...change, text, ...additional, ...(customFields && { customFields }) };
}
