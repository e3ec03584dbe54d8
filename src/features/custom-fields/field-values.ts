import type { FieldProblem } from '../../errors/app-error.ts';
import { mostFilesOf } from './file-limits.ts';
import { parseDateOfBirth } from '../../lib/date-of-birth.ts';
import { keepsDigits } from '../../lib/exact-number.ts';
import { parseEmail } from '../../lib/email.ts';
import { parsePhone } from '../../lib/phone.ts';
import type { CustomField, DataType, FieldOption } from './custom-field.ts';
import type { FieldDefinitions } from './field-definitions.ts';
import { type SentFieldValue, fieldOf, sentValueOf } from './sent-value.ts';

export type FieldValue = { id: string; value: unknown };
export type ReadValues = { values: FieldValue[]; problems: FieldProblem[]; warnings: string[] };

type Parsed = { value: unknown } | { problem: string };
type Rules = { field: CustomField; country: string };

export const longest: Partial<Record<DataType, number>> = { TEXT: 10_000, LARGE_TEXT: 100_000 };
const longestEntry = 10_000;
const longestNumber = 400;
/** Each is looked up among the options, also where a list repeats one. */
const mostEntries = 1000;

/**
 * Checks values against the definitions and brings each into its native type. A value of no known
 * field is kept under the id or key as sent, and said in a warning.
 */
export function readFieldValues(
  sent: readonly SentFieldValue[],
  definitions: FieldDefinitions,
  country: string,
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
    const parsed = parseValue(value, { field, country });
    if ('problem' in parsed) {
      problems.push({ field: at, message: `${at} (${field.name}) ${parsed.problem}` });
    } else values.set(field.id, { id: field.id, value: parsed.value });
  });
  return { values: [...values.values()], problems, warnings };
}

function parseValue(sent: unknown, { field, country }: Rules): Parsed {
  const empty = sent === null || (typeof sent === 'string' && sent.trim() === '');
  if (empty || (Array.isArray(sent) && sent.length === 0)) return { value: null };
  switch (field.dataType) {
    case 'TEXT':
    case 'LARGE_TEXT':
      return parseText(sent, longest[field.dataType] ?? longestEntry);
    case 'NUMERICAL':
    case 'MONETORY':
      return parseNumber(sent);
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
      const date = parseDateOfBirth(known ? sent : '');
      return 'problem' in date ? date : { value: date.date };
    }
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return parseOption(sent, field);
    case 'MULTIPLE_OPTIONS':
    case 'CHECKBOX':
      return parseOptions(sent, field);
    case 'TEXTBOX_LIST':
      return parseTexts(sent, field);
    case 'FILE_UPLOAD':
      return parseFiles(sent, field);
    default:
      return field.dataType satisfies never;
  }
}

function textOf(sent: unknown): string | undefined {
  if (typeof sent === 'string') return sent;
  return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : undefined;
}

function parseText(sent: unknown, maxLength: number): Parsed {
  const text = textOf(sent);
  if (text === undefined) return { problem: 'must be a text' };
  if (text.length > maxLength) return { problem: `must have at most ${maxLength} characters` };
  return { value: text };
}

function parseNumber(sent: unknown): Parsed {
  const text = typeof sent === 'string' && sent.length <= longestNumber ? sent.trim() : '';
  const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
  if (isNumber && !keepsDigits(text)) return { problem: 'has more digits than can be kept' };
  const number = isNumber ? Number(text) : sent;
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number }
    : { problem: 'must be a number' };
}

function parseOption(sent: unknown, field: CustomField): Parsed {
  const text = textOf(Array.isArray(sent) && sent.length === 1 ? sent[0] : sent);
  const chosen = text === undefined ? undefined : choose(text, field);
  return chosen === undefined ? { problem: allowed('must be one of', field) } : { value: chosen };
}

function parseOptions(sent: unknown, field: CustomField): Parsed {
  const list: unknown[] = Array.isArray(sent) ? sent : [sent];
  if (list.length > mostEntries) return { problem: `must have at most ${mostEntries} entries` };
  const chosen = new Set<string>();
  for (const each of list) {
    const text = textOf(each);
    const option = text === undefined ? undefined : choose(text, field);
    if (option === undefined) return { problem: allowed('must be a list of', field) };
    chosen.add(option);
  }
  return { value: [...chosen] };
}

type OptionNames = { byKey: Map<string, FieldOption>; byName: Map<string, FieldOption> };
const namesOfOptions = new WeakMap<readonly FieldOption[], OptionNames>();

/** The options by key, and by key or label without case; the first of a name is the one. */
function namesIn(options: readonly FieldOption[]): OptionNames {
  const known = namesOfOptions.get(options);
  if (known) return known;
  const names: OptionNames = { byKey: new Map(), byName: new Map() };
  for (const option of options) {
    const label = option.label.toLowerCase();
    if (!names.byKey.has(option.key)) names.byKey.set(option.key, option);
    if (!names.byName.has(label)) names.byName.set(label, option);
  }
  namesOfOptions.set(options, names);
  return names;
}

/** The option's own spelling; any text where the field takes others. */
function choose(sent: string, { details }: CustomField): string | undefined {
  const text = sent.length > longestEntry ? '' : sent.trim();
  const { byKey, byName } = namesIn(details.options ?? []);
  const found = byName.get(text.toLowerCase()) ?? byKey.get(text);
  if (found) return found.label;
  return details.allowCustomOption && sent.length <= longestEntry ? text : undefined;
}

const mostListed = 20;

function allowed(how: string, { details }: CustomField): string {
  const labels = (details.options ?? []).map(({ label }) => label);
  if (labels.length === 0) return 'cannot have a value: the field has no options';
  const more = labels.length > mostListed ? ` and ${labels.length - mostListed} more` : '';
  return `${how} ${labels.slice(0, mostListed).join(', ')}${more}`;
}

/** Texts by option: its key, or its label, which becomes the key. */
function parseTexts(sent: unknown, field: CustomField): Parsed {
  const options = field.details.options ?? [];
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return oneForEach(options);
  const texts = new Map<string, string>();
  for (const [name, each] of Object.entries(sent)) {
    const { byKey, byName } = namesIn(options);
    const option = byKey.get(name) ?? byName.get(name.trim().toLowerCase());
    const text = each === null ? '' : textOf(each);
    if (!option || text === undefined || text.length > longestEntry) return oneForEach(options);
    if (text !== '') texts.set(option.key, text);
  }
  return { value: texts.size > 0 ? Object.fromEntries(texts) : null };
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
