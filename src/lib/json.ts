import { isUtf8 } from 'node:buffer';

export const maxDepth = 64;

export type JsonProblem = { problem: string; line: number; column: number };

/** The one parser of request bodies: refuses `__proto__` and depth over 64, gives the position. */
export function parseJson(source: string): { value: unknown } | JsonProblem {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const tooDeep = depthProblem(text);
  if (tooDeep !== undefined) return at(text, tooDeep, `nested deeper than ${maxDepth}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const position = firstFault(text);
    const end = position >= text.length;
    return at(text, position, end ? 'it ends too early' : `unexpected ${shown(text, position)}`);
  }
  if (mayBeTooLarge.test(text) && hasInfinity(value)) {
    return at(text, infinitePosition(text), 'a number that is too large');
  }
  // An escaped key, such as "\u005f_proto__", contains a backslash.
  if ((text.includes('__proto__') || text.includes('\\u')) && hasProtoKey(value)) {
    return at(text, Math.max(0, text.indexOf('__proto__')), 'a key named __proto__');
  }
  return { value };
}

/** The same of bytes, which must be UTF-8: replacing what is not would lose it silently. */
export function parseJsonBytes(bytes: Buffer): { value: unknown } | JsonProblem {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return parseJson(text);
  const again = Buffer.from(text);
  const position = again.findIndex((byte, index) => byte !== bytes[index]);
  const before = bytes.subarray(0, position).toString('utf8');
  return at(before, before.length, 'it is not UTF-8');
}

function depthProblem(text: string): number | undefined {
  if (text.length <= maxDepth) return undefined;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return index;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return undefined;
}

/** JSON.parse makes Infinity of 1e999, which JSON cannot say again: it would become null. */
const mayBeTooLarge = /\d[eE]\+?\d\d|\d{300}/;

function hasInfinity(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasInfinity);
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

function infinitePosition(text: string): number {
  for (const { 0: number, index } of text.matchAll(/-?\d[\d.]*(?:[eE]\+?\d+)?/g)) {
    if (!Number.isFinite(Number(number))) return index;
  }
  return 0;
}

function hasProtoKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.values(value).some(hasProtoKey);
}

/** What may stand where, as sticky patterns: a value, a key, a separator. */
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
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
  const takeKey = (): boolean => {
    if (!take(string)) return false;
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
    } else if (take(literal) || take(string)) expected = 'after';
    else return position;
  }
}

function shown(text: string, position: number): string {
  return JSON.stringify(text.slice(position, position + 1));
}

function at(text: string, position: number, problem: string): JsonProblem {
  const before = text.slice(0, position).split('\n');
  return { problem, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
