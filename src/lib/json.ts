import { isUtf8 } from 'node:buffer';
import { endOfString, maxJsonDepth, mostInexactNumbers, scanJson } from './json-scan.ts';

export type ParsedJson = {
  value: unknown;
  /** Whether a text of it was escaped by code: only then can it hold NUL or half a pair. */
  hasCodes: boolean;
  /** Where numbers stand that would lose digits. */
  inexact: readonly string[][];
};
export type JsonProblem =
  | { problem: string; line: number; column: number }
  /** The property with which there are more values than may be. */
  | { tooManyIn: string }
  /** Of a text with more of them than are looked at. */
  | { inexact: readonly string[][] };

/**
 * The one parser of request bodies: refuses `__proto__`, depth over 64 and more than 20,000 values,
 * and gives the position. What it does besides JSON.parse costs no more than that.
 */
export function parseJson(source: string): ParsedJson | JsonProblem {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const { tooDeepAt, tooManyIn, inexact } = scanJson(text);
  if (tooDeepAt !== undefined) return at(text, tooDeepAt, `nested deeper than ${maxJsonDepth}`);
  if (tooManyIn !== undefined) return { tooManyIn };
  if (inexact.length > mostInexactNumbers) return { inexact };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const position = firstFault(text);
    const end = position >= text.length;
    return at(text, position, end ? 'it ends too early' : `unexpected ${shown(text, position)}`);
  }
  const hasCodes = text.includes('\\u');
  // An escaped key, such as "\u005f_proto__", contains a backslash.
  if ((hasCodes || text.includes('__proto__')) && hasProtoKey(value)) {
    return at(text, Math.max(0, text.indexOf('__proto__')), 'a key named __proto__');
  }
  return { value, hasCodes, inexact };
}

/** The same of bytes, which must be UTF-8: replacing what is not would lose it silently. */
export function parseJsonBytes(bytes: Buffer): ParsedJson | JsonProblem {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return parseJson(text);
  const again = Buffer.from(text);
  let position = 0;
  while (again[position] === bytes[position]) position += 1;
  const before = bytes.subarray(0, position).toString('utf8');
  return at(before, before.length, 'it is not UTF-8');
}

function hasProtoKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasProtoKey);
}

/** What may stand where, as sticky patterns: a word or number, a separator. */
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const space = /[\t\n\r ]*/y;

/** Where text that JSON.parse refused goes wrong; its messages do not always say. */
function firstFault(text: string): number {
  const closers: string[] = [];
  let position = 0;
  let expected: 'value' | 'value or end' | 'key' | 'key or end' | 'after' = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    if (!pattern.test(text)) return false;
    position = pattern.lastIndex;
    return true;
  };
  const takeString = (): boolean => {
    if (text[position] !== '"') return false;
    const end = endOfString(text, position);
    if (!isString(text.slice(position, end))) return false;
    position = end;
    return true;
  };
  const takeKey = (): boolean => {
    if (!takeString()) return false;
    take(space);
    if (text[position] !== ':') return false;
    position += 1;
    return true;
  };
  for (;;) {
    take(space);
    const next = text[position];
    const closes = next !== undefined && next === closers.at(-1);
    if (closes && (expected === 'after' || expected.endsWith('or end'))) {
      closers.pop();
      position += 1;
      expected = 'after';
    } else if (expected === 'after') {
      if (next !== ',' || closers.length === 0) return position;
      position += 1;
      expected = closers.at(-1) === '}' ? 'key' : 'value';
    } else if (expected.startsWith('key')) {
      if (!takeKey()) return position;
      expected = 'value';
    } else if (next === '{' || next === '[') {
      closers.push(next === '{' ? '}' : ']');
      position += 1;
      expected = next === '{' ? 'key or end' : 'value or end';
    } else if (take(literal) || takeString()) expected = 'after';
    else return position;
  }
}

function shown(text: string, position: number): string {
  return JSON.stringify(text.slice(position, position + 1));
}

function isString(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function at(text: string, position: number, problem: string): JsonProblem {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1 || end >= position) break;
    line += 1;
    start = end + 1;
  }
  return { problem, line, column: position - start + 1 };
}
