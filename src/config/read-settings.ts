import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'smol-toml';
import { fileAtRoot } from '../lib/file-at-root.ts';
import { type Setting, settings } from './settings.ts';

/** All problems of the settings at once, each a sentence. */
export class ConfigProblems extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export type SettingValue = { value: string | number; from: string };
export type SettingValues = ReadonlyMap<string, SettingValue>;
export type Environment = Readonly<Record<string, string | undefined>>;
export type SettingSource = { env?: Environment; cwd?: string };

const configName = 'GROUNDLEVEL_CONFIG';

/** The effective settings by path; the environment over the file over `defaults.toml`. */
export function readSettings(
  { env = process.env, cwd = process.cwd() }: SettingSource,
  problems: string[],
): SettingValues {
  const values = new Map<string, SettingValue>();
  fromFile(readFileSync(fileAtRoot('defaults.toml'), 'utf8'), 'default', values, problems);
  const named = env[configName];
  const file = resolve(cwd, named ?? 'groundlevel.toml');
  if (existsSync(file)) fromFile(readFileSync(file, 'utf8'), `file ${file}`, values, problems);
  else if (named !== undefined) problems.push(`${configName}: there is no file ${file}.`);
  for (const setting of settings) {
    const sent = env[setting.environment];
    if (sent === undefined) continue;
    const value = setting.kind === 'number' && /^\d+$/.test(sent.trim()) ? Number(sent) : sent;
    values.set(setting.path, { value, from: `environment ${setting.environment}` });
  }
  for (const name of Object.keys(env)) {
    if (!name.startsWith('GROUNDLEVEL_') || name === configName) continue;
    if (settings.some((setting) => setting.environment === name)) continue;
    problems.push(`${name} is not a setting; did you mean ${nearest(name)}?`);
  }
  for (const setting of settings) checkValue(setting, values.get(setting.path), problems);
  return values;
}

function fromFile(
  text: string,
  from: string,
  values: Map<string, SettingValue>,
  problems: string[],
): void {
  let tables: Record<string, unknown>;
  try {
    tables = parse(text);
  } catch (error) {
    // After the first line the parser draws the place.
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    problems.push(`${from} is not TOML: ${why}.`);
    return;
  }
  for (const [table, entries] of Object.entries(tables)) {
    const keys = typeof entries === 'object' && entries !== null ? Object.entries(entries) : [];
    if (keys.length === 0) problems.push(`${from}: ${table} is not a table of settings.`);
    for (const [key, value] of keys) {
      const path = `${table}.${key}`;
      if (!settings.some((setting) => setting.path === path)) {
        problems.push(`${from}: ${path} is not a setting.`);
      } else if (typeof value === 'string' || typeof value === 'number') {
        values.set(path, { value, from });
      } else problems.push(`${from}: ${path} must be a text or a number.`);
    }
  }
}

function checkValue(setting: Setting, found: SettingValue | undefined, problems: string[]): void {
  if (!found) throw new Error(`defaults.toml lacks ${setting.path}`);
  const { value, from } = found;
  const name = from.startsWith('environment') ? setting.environment : setting.path;
  if (setting.kind === 'number') {
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = setting;
    const fits = typeof value === 'number' && Number.isInteger(value);
    if (!fits || value < minimum || value > maximum) {
      problems.push(`${name} must be a whole number from ${minimum} to ${maximum}, not ${value}.`);
    }
  } else if (typeof value !== 'string') {
    problems.push(`${name} must be a text, in quotes.`);
  } else if (setting.oneOf && !setting.oneOf.includes(value)) {
    problems.push(`${name} must be one of ${setting.oneOf.join(', ')}, not ${value}.`);
  }
}

/** The known name that the fewest changed, added or dropped letters lead to. */
function nearest(name: string): string {
  const known = [...settings.map((setting) => setting.environment), configName];
  const ranked = known.map((each) => ({ each, edits: editsBetween(name, each) }));
  return ranked.toSorted((a, b) => a.edits - b.edits)[0]?.each ?? configName;
}

function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
