import type { Static } from 'typebox';
import type { upsertContact } from '../../../../contract/contacts/operations.ts';
import type { FieldProblem } from '../../../errors/app-error.ts';
import { errors } from '../../../errors/catalogue.ts';
import { parseCountry } from '../../../lib/countries.ts';
import { parseDateOfBirth } from '../../../lib/date-of-birth.ts';
import { parseEmail } from '../../../lib/email.ts';
import { splitName } from '../../../lib/names.ts';
import { parsePhone } from '../../../lib/phone.ts';
import { normalizeTags } from '../../../lib/tags.ts';
import { isTimeZone } from '../../../lib/timezones.ts';
import type { FieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { readFieldValues } from '../../custom-fields/field-values.ts';
import { toAdditional } from './additional-input.ts';
import {
  type ContactChange,
  type DndChannel,
  type DndSetting,
  type TextField,
  dndChannels,
} from '../contact-body.ts';

type Body = NonNullable<(typeof upsertContact)['body']>;
/** The body of create, update or upsert after its schema check. */
export type ContactInput = Partial<Static<Body>>;

/** How a mode takes what is written. */
export type WritingRules = {
  lowerCaseTags: boolean;
  namelessContact: 'accept' | 'refuse';
  differingName: 'parts' | 'name';
  unreadableValue: 'refuse' | 'drop';
};

export type InputRules = WritingRules & {
  /** ISO code: what national phone numbers are read in. */
  country: string;
  /** What says the day of milliseconds. */
  timeZone: string;
  blankIsUnsent?: boolean;
  /** Only read where the input has custom field values. */
  fields: FieldDefinitions;
  warn(sentence: string): void;
};

const plainFields = [
  'firstName',
  'lastName',
  'companyName',
  'source',
  'assignedTo',
  'address1',
  'city',
  'state',
  'postalCode',
  'website',
  'gender',
] as const;

/** Checks and normalises a body; throws `validation_failed` that names every field at fault. */
export function toContactChange(input: ContactInput, rules: InputRules): ContactChange {
  const problems: FieldProblem[] = [];
  const blanked = (['email', 'phone'] as const).filter((field) => input[field]?.trim() === '');
  const text: Partial<Record<TextField, string | null>> = {};

  for (const field of plainFields) {
    const value = input[field];
    if (value !== undefined) text[field] = value === null ? null : value.trim() || null;
  }
  if (input.name !== undefined) Object.assign(text, namesOf(input.name ?? '', text, rules));
  const parse = (
    field: 'email' | 'phone' | 'timezone' | 'country' | 'dateOfBirth',
    parsed: (value: string) => string | { problem: string },
  ): void => {
    const sent = input[field];
    if (sent === undefined) return;
    if (sent === null || String(sent).trim() === '') {
      text[field] = null;
      return;
    }
    const result = parsed(String(sent));
    if (typeof result === 'string') text[field] = result;
    else problems.push({ field, message: result.problem });
  };

  parse('email', (value) => {
    const result = parseEmail(value);
    return 'problem' in result ? { problem: 'email must be an email' } : result.email;
  });
  parse('phone', (value) => {
    const result = parsePhone(value, rules.country);
    if ('problem' in result) return { problem: `phone ${result.problem}` };
    if (result.extension) rules.warn(`phone extension ${result.extension} was left aside`);
    return result.e164;
  });
  parse('timezone', (value) =>
    isTimeZone(value.trim())
      ? value.trim()
      : { problem: 'timezone must be an IANA time zone such as America/Chicago' },
  );
  parse(
    'country',
    (value) =>
      parseCountry(value) ?? { problem: 'country must be a two-letter country code such as US' },
  );
  parse('dateOfBirth', () => {
    const result = parseDateOfBirth(input.dateOfBirth ?? '', rules.timeZone);
    return 'problem' in result ? { problem: `dateOfBirth ${result.problem}` } : result.date;
  });

  const additional = toAdditional(input, rules.country, problems);
  const dndSettings = readDndSettings(input.dndSettings, problems);
  const fields = input.customFields && readFieldValues(input.customFields, rules.fields, rules);
  problems.push(...(fields?.problems ?? []));
  for (const warning of fields?.warnings ?? []) rules.warn(warning);
  if (problems.length > 0) throw errors.validationFailed(problems);
  return {
    text,
    ...(blanked.length > 0 && { blanked }),
    ...(input.tags !== undefined && {
      tags: normalizeTags(input.tags ?? [], { lowerCase: rules.lowerCaseTags }),
    }),
    ...additional,
    ...(input.dnd !== undefined && { dnd: input.dnd }),
    ...(dndSettings && { dndSettings }),
    ...(input.inboundDndSettings && {
      inboundDndSettings: input.inboundDndSettings.all
        ? { all: knownOf(input.inboundDndSettings.all) }
        : {},
    }),
    ...(fields && { customFields: fields.values, fieldsVersion: rules.fields.version }),
  };
}

type Names = { firstName?: string | null; lastName?: string | null };

/** A name gives the parts that were not sent; where it says something else, one of them wins. */
function namesOf(name: string, sent: Names, { warn, differingName }: InputRules): Names {
  const parts = splitName(name, { first: sent.firstName, last: sent.lastName });
  const isUsed = differingName === 'name' && name.trim() !== '';
  const used = parts ?? (isUsed ? splitName(name) : undefined);
  if (!parts && isUsed) {
    warn('firstName and lastName were not used: they differ from the name sent');
  } else if (!parts && name.trim() !== '') {
    warn('name was not used: it differs from the firstName or lastName sent');
  }
  return used ? { firstName: used.firstName || null, lastName: used.lastName || null } : {};
}

/** Without what else it was sent with, of whatever size. */
function knownOf<S extends DndSetting>({ status, message, code }: S): Pick<S, keyof DndSetting> {
  return {
    status,
    ...(message !== undefined && { message }),
    ...(code !== undefined && { code }),
  };
}

function readDndSettings(
  sent: ContactInput['dndSettings'],
  problems: FieldProblem[],
): Partial<Record<DndChannel, DndSetting>> | undefined {
  if (!sent) return undefined;
  const settings: Partial<Record<DndChannel, DndSetting>> = {};
  for (const [name, setting] of Object.entries(sent)) {
    const channel = dndChannels.find((each) => each.toLowerCase() === name.toLowerCase());
    if (channel) settings[channel] = knownOf(setting);
    else {
      problems.push({
        field: `dndSettings.${name}`,
        message: `dndSettings.${name} is no channel; use ${dndChannels.join(', ')}`,
      });
    }
  }
  return settings;
}
