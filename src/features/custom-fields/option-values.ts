import type { CustomField, FieldOption } from './custom-field.ts';

export const longestEntry = 10_000;
/** Each is looked up among the options, also where a list repeats one. */
export const mostEntries = 1000;
export const mostListed = 20;
/** Of a text that is taken apart: more is no list that somebody wrote. */
export const mostParts = 500;

type OptionNames = {
  byKey: Map<string, FieldOption>;
  byName: Map<string, FieldOption>;
  /** In the label that has the most of what also separates options. */
  mostSeparators: number;
};
const namesOfOptions = new WeakMap<readonly FieldOption[], OptionNames>();
const separators = /[,;|\n]/g;

/** The options by key, and by label without case; the first of a name is the one. */
export function namesIn(options: readonly FieldOption[]): OptionNames {
  const known = namesOfOptions.get(options);
  if (known) return known;
  const names: OptionNames = { byKey: new Map(), byName: new Map(), mostSeparators: 0 };
  for (const option of options) {
    const label = option.label.toLowerCase();
    if (!names.byKey.has(option.key)) names.byKey.set(option.key, option);
    if (!names.byName.has(label)) names.byName.set(label, option);
    const count = option.label.match(separators)?.length ?? 0;
    names.mostSeparators = Math.max(names.mostSeparators, count);
  }
  namesOfOptions.set(options, names);
  return names;
}

export type Chosen = { chosen: string[]; unknown: string[] };

/**
 * The options that a value names, in their own spelling: a text, a list of texts, a text with several,
 * or true and false where the field has an option that says so.
 */
export function chooseOptions(sent: unknown, field: CustomField, isMultiple: boolean): Chosen {
  const chosen = new Set<string>();
  const unknown: string[] = [];
  const items: unknown[] = Array.isArray(sent) ? sent : isMultiple ? listed(sent) : [sent];
  for (const item of items) {
    const text = textOf(item);
    const names = text === undefined ? undefined : named(text, field, isMultiple);
    if (names) for (const name of names) chosen.add(name);
    else unknown.push(text ?? 'a value that is no text');
  }
  return { chosen: [...chosen], unknown };
}

/** A sheet's cell may hold the list as JSON. */
function listed(sent: unknown): unknown[] {
  if (typeof sent === 'string' && /^\s*\[.*\]\s*$/s.test(sent)) {
    try {
      const list: unknown = JSON.parse(sent);
      if (Array.isArray(list)) return list;
    } catch {
      return [sent];
    }
  }
  return [sent];
}

/** Undefined for a text that names no option. */
function named(sent: string, field: CustomField, isMultiple: boolean): string[] | undefined {
  if (sent.length > longestEntry) return undefined;
  const text = sent.trim();
  const exact = find(text, field);
  if (exact !== undefined) return [exact];
  const answer = yesOrNo(text, field, isMultiple);
  if (answer) return answer;
  const several = isMultiple ? split(text, field) : undefined;
  if (several) return several;
  return field.details.allowCustomOption ? [text] : undefined;
}

function find(text: string, field: CustomField): string | undefined {
  const { byKey, byName } = namesIn(field.details.options ?? []);
  return (byName.get(text.toLowerCase()) ?? byKey.get(text))?.label;
}

const yes = ['yes', 'true', 'on', 'y', 't', '1'];
const no = ['no', 'false', 'off', 'n', 'f', '0'];

/** What true and false stand for; a lone option of several is ticked or not. */
function yesOrNo(text: string, field: CustomField, isMultiple: boolean): string[] | undefined {
  const word = text.toLowerCase();
  const isYes = yes.includes(word);
  if (!isYes && !no.includes(word)) return undefined;
  const labels = (field.details.options ?? []).map(({ label }) => label);
  const saying = (words: readonly string[]): string[] =>
    labels.filter((label) => words.includes(label.trim().toLowerCase()));
  const same = saying(isYes ? yes : no);
  if (same.length > 0) return same.length === 1 ? same : undefined;
  if (!isMultiple || !['true', 'false', 'on', 'off'].includes(word)) return undefined;
  const ticked = labels.length === 1 ? labels : saying(yes);
  if (ticked.length !== 1) return undefined;
  return isYes ? ticked : [];
}

/** Several options in one text; one that holds a separator itself is found before its parts. */
function split(text: string, field: CustomField): string[] | undefined {
  const starts = [0, ...[...text.matchAll(separators)].map(({ index }) => index + 1)];
  if (starts.length < 2 || starts.length > mostParts) return undefined;
  const { mostSeparators } = namesIn(field.details.options ?? []);
  const found: string[] = [];
  for (let at = 0; at < starts.length; ) {
    let next = Math.min(starts.length, at + mostSeparators + 1);
    let option: string | undefined;
    for (; next > at; next -= 1) {
      const end = starts[next];
      const part = text.slice(starts[at], end === undefined ? undefined : end - 1).trim();
      if (part === '' && next === at + 1) break;
      option = find(part, field);
      if (option !== undefined) break;
    }
    if (option !== undefined) found.push(option);
    else if (next === at) return undefined;
    at = Math.max(next, at + 1);
  }
  return found.length > 0 ? found : undefined;
}

export function textOf(sent: unknown): string | undefined {
  if (typeof sent === 'string') return sent;
  return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : undefined;
}

export function allowed(how: string, { details }: CustomField): string {
  const labels = (details.options ?? []).map(({ label }) => label);
  if (labels.length === 0) return 'cannot have a value: the field has no options';
  const more = labels.length > mostListed ? ` and ${labels.length - mostListed} more` : '';
  return `${how} ${labels.slice(0, mostListed).join(', ')}${more}`;
}
