import type { FieldProblem } from '../../errors/app-error.ts';
import { mostFilesOf } from './file-limits.ts';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';
import { isBlank } from '../../lib/text.ts';
import { readDay } from '../../lib/written-date.ts';
import { readNumber } from '../../lib/written-number.ts';
import type { CustomField, DataType, FieldOption } from './custom-field.ts';
import type { FieldDefinitions } from './field-definitions.ts';
import {
  allowed,
  chooseOptions,
  longestEntry,
  mostEntries,
  mostListed,
  namesIn,
  textOf,
} from './option-values.ts';
import { type SentFieldValue, fieldOf, sentValueOf } from './sent-value.ts';

/** `kept` are the texts of a text-box list that stay as they are. */
export type FieldValue = { id: string; value: unknown; kept?: string[] };
export type ReadValues = { values: FieldValue[]; problems: FieldProblem[]; warnings: string[] };

/** `left` says what of the value was left out. */
type Parsed = { value: unknown; kept?: string[]; left?: string } | { problem: string };

export type ReadingRules = {
  /** ISO code: what national phone numbers are read in. */
  country: string;
  /** What says the day of milliseconds. */
  timeZone: string;
  unreadableValue: 'refuse' | 'drop';
  blankIsUnsent?: boolean;
};
type Rules = ReadingRules & { field: CustomField };

export const longest: Partial<Record<DataType, number>> = { TEXT: 10_000, LARGE_TEXT: 100_000 };

/**
 * Checks values against the definitions and brings each into its native type. A value of no known
 * field is kept under the id or key as sent, and said in a warning, as is one that is left out.
 */
export function readFieldValues(
  sent: readonly SentFieldValue[],
  definitions: FieldDefinitions,
  rules: ReadingRules,
): ReadValues {
  const values = new Map<string, FieldValue>();
  const problems: FieldProblem[] = [];
  const warnings: string[] = [];
  sent.forEach((item, index) => {
    const at = `customFields.${index}`;
    const name = item.id?.trim() || item.key?.trim().replace(/^contact\./, '');
    if (!name) {
      problems.push({ field: at, message: `${at} must have an id or a key` });
      return;
    }
    const value = sentValueOf(item);
    if (value === undefined) {
      warnings.push(`${at} has no field_value and was ignored`);
      return;
    }
    const field = fieldOf(item, definitions);
    if (!field) {
      if (!values.has(name)) {
        warnings.push(`customFields: ${name} is no custom field of this location; kept as sent`);
      }
      values.set(name, { id: name, value });
      return;
    }
    const parsed = parseValue(value, { ...rules, field });
    if ('problem' in parsed) {
      const message = `${at} (${field.name}) ${parsed.problem}`;
      if (rules.unreadableValue === 'refuse') problems.push({ field: at, message });
      else warnings.push(`${message}; it was left out`);
      return;
    }
    const { value: read, kept, left } = parsed;
    if (left !== undefined) warnings.push(`${at} (${field.name}) ${left}`);
    values.set(field.id, { id: field.id, value: read, ...(kept && { kept }) });
  });
  return { values: [...values.values()], problems, warnings };
}

function parseValue(sent: unknown, rules: Rules): Parsed {
  const { field, country, timeZone } = rules;
  const empty = sent === null || (typeof sent === 'string' && sent.trim() === '');
  if (empty || (Array.isArray(sent) && sent.length === 0)) return { value: null };
  switch (field.dataType) {
    case 'TEXT':
    case 'LARGE_TEXT':
      return parseText(sent, longest[field.dataType] ?? longestEntry);
    case 'NUMERICAL':
    case 'MONETORY':
      return readNumber(sent);
    case 'PHONE': {
      const phone = parsePhone(textOf(sent) ?? '', country);
      return 'problem' in phone ? phone : { value: phone.e164 };
    }
    case 'EMAIL': {
      const email = parseEmail(textOf(sent) ?? '');
      return 'problem' in email ? email : { value: email.email };
    }
    case 'DATE': {
      const known = typeof sent === 'number' || typeof sent === 'string';
      const date = readDay(known ? sent : '', { timeZone, order: 'unknown' });
      return 'problem' in date ? date : { value: date.date };
    }
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return parseOption(sent, field);
    case 'MULTIPLE_OPTIONS':
    case 'CHECKBOX':
      return parseOptions(sent, rules);
    case 'TEXTBOX_LIST':
      return parseTexts(sent, rules);
    case 'FILE_UPLOAD':
      return parseFiles(sent, field);
    default:
      return field.dataType satisfies never;
  }
}

function parseText(sent: unknown, maxLength: number): Parsed {
  const text = textOf(sent);
  if (text === undefined) return { problem: 'must be a text' };
  if (text.length > maxLength) return { problem: `must have at most ${maxLength} characters` };
  return { value: text };
}

function parseOption(sent: unknown, field: CustomField): Parsed {
  const { chosen, unknown } = chooseOptions(sent, field, false);
  const [option] = chosen;
  return option === undefined || chosen.length > 1 || unknown.length > 0
    ? { problem: allowed('must be one of', field) }
    : { value: option };
}

function parseOptions(sent: unknown, { field, unreadableValue }: Rules): Parsed {
  if (Array.isArray(sent) && sent.length > mostEntries) {
    return { problem: `must have at most ${mostEntries} entries` };
  }
  const { chosen, unknown } = chooseOptions(sent, field, true);
  const problem = allowed('must be a list of', field);
  if (unknown.length === 0) return { value: chosen.length > 0 ? chosen : null };
  if (unreadableValue === 'refuse' || chosen.length === 0) return { problem };
  return { value: chosen, left: `${problem}; ${unknown[0]} was left out` };
}

/** Texts by option: its key, or its label, which becomes the key. */
function parseTexts(sent: unknown, { field, blankIsUnsent }: Rules): Parsed {
  const options = field.details.options ?? [];
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return oneForEach(options);
  const texts = new Map<string, string>();
  const kept: string[] = [];
  for (const [name, each] of Object.entries(sent)) {
    const { byKey, byName } = namesIn(options);
    const option = byKey.get(name) ?? byName.get(name.trim().toLowerCase());
    const text = each === null ? '' : textOf(each);
    if (!option || text === undefined || text.length > longestEntry) return oneForEach(options);
    if (blankIsUnsent && each !== null && isBlank(text)) kept.push(option.key);
    else if (text !== '') texts.set(option.key, text);
  }
  const value = texts.size > 0 ? Object.fromEntries(texts) : null;
  return { value, ...(kept.length > 0 && { kept }) };
}

function oneForEach(options: readonly FieldOption[]): { problem: string } {
  const shown = options.slice(0, mostListed).map(({ key, label }) => `${key} (${label})`);
  return { problem: `must be an object with a text for each of ${shown.join(', ')}` };
}

/** Files by their ids, each with where it is; the form that an upload returns. */
function parseFiles(sent: unknown, { details }: CustomField): Parsed {
  const problem = 'must be an object of files by id, each with a url';
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { problem };
  const files = new Map<string, object>();
  const most = mostFilesOf(details);
  for (const [id, file] of Object.entries(sent)) {
    if (file === null) continue;
    const whole: unknown = typeof file === 'string' ? { url: file } : file;
    const found = typeof whole === 'object' && whole !== null ? whole : {};
    if (!('url' in found) || typeof found.url !== 'string') return { problem };
    if (id.length > 200 || JSON.stringify(found).length > longestEntry) return { problem };
    files.set(id, found);
    if (files.size > most) return { problem: `must have at most ${most} files` };
  }
  return { value: files.size > 0 ? Object.fromEntries(files) : null };
}
