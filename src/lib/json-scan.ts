import { isShortNumber, keepsDigits } from './exact-number.ts';

export const maxJsonDepth = 64;

/** A body has at most so many values: its cost is bounded whatever they are. */
export const maxJsonValues = 20_000;

/** And each of its objects so many keys: one of twenty thousand costs ten times what a list does. */
export const maxJsonKeys = 1000;

/** More than these are refused without looking where they stand: the pass ends there. */
export const mostInexactNumbers = 100;

export type JsonScan = {
  /** Where it is nested too deep. */
  tooDeepAt?: number;
  /** The property with which there are more values or keys than may be; empty where it is the whole. */
  tooManyIn?: string;
  /** The paths of numbers that would lose digits. */
  inexact: string[][];
};

const quote = 0x22;
const backslash = 0x5c;

// What is open at each depth: it is read through in one go, so that one of each is enough.
const isObject = new Uint8Array(maxJsonDepth + 2);
const place = new Int32Array(maxJsonDepth + 2);
const keyStart = new Int32Array(maxJsonDepth + 2);
const keyEnd = new Int32Array(maxJsonDepth + 2);

/**
 * One pass over a text that should be JSON, before it is parsed: of depth and number of values, so
 * that both are bounded before anything is made of them, and of numbers, whose digits are gone
 * afterwards. Of text that is no JSON it says nothing of use and does not fail.
 */
export function scanJson(text: string): JsonScan {
  const inexact: string[][] = [];
  let values = 0;
  let depth = 0;
  let atKey = false;
  isObject[0] = 0;
  place[0] = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (atKey) {
        keyStart[depth] = at;
        keyEnd[depth] = end;
      } else values += 1;
      at = end;
    } else if (code === 0x2c) {
      place[depth] = (place[depth] ?? 0) + 1;
      atKey = isObject[depth] === 1;
      at += 1;
      if (!atKey || (place[depth] ?? 0) < maxJsonKeys) continue;
      return { tooManyIn: depth > 1 ? (pathAt(text, depth)[0] ?? '') : '', inexact };
    } else if (code === 0x7b || code === 0x5b) {
      values += 1;
      depth += 1;
      if (depth > maxJsonDepth) return { tooDeepAt: at, inexact };
      isObject[depth] = code === 0x7b ? 1 : 0;
      place[depth] = 0;
      keyEnd[depth] = 0;
      atKey = code === 0x7b;
      at += 1;
      if (values <= maxJsonValues) continue;
    } else if (code === 0x7d || code === 0x5d) {
      depth = Math.max(0, depth - 1);
      at += 1;
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      values += 1;
      if (!isShortNumber(text, at, end) && !keepsDigits(text.slice(at, end))) {
        inexact.push(pathAt(text, depth));
        if (inexact.length > mostInexactNumbers) return { inexact };
      }
      at = end;
    } else if (code >= 0x61 && code <= 0x7a) {
      values += 1;
      at = endOfWord(text, at);
    } else {
      at += 1;
      continue;
    }
    atKey = false;
    if (values > maxJsonValues) {
      const [property = ''] = isObject[1] === 1 ? pathAt(text, depth) : [];
      return { tooManyIn: property, inexact };
    }
  }
  return { inexact };
}

/** Behind the closing quote; the length of the text where there is none. */
export function endOfString(text: string, start: number): number {
  // Most texts are short, where looking at each character is the fastest.
  const near = Math.min(text.length, start + 64);
  let at = start + 1;
  for (; at < near; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) at += 1;
  }
  const end = text.indexOf('"', at);
  if (end === -1) return text.length;
  if (text.charCodeAt(end - 1) !== backslash) return end + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) at += 1;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isPart =
      (code >= 0x30 && code <= 0x39) ||
      code === 0x2e ||
      code === 0x2b ||
      code === 0x2d ||
      code === 0x65 ||
      code === 0x45;
    if (!isPart) break;
  }
  return at;
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 0x61 || code > 0x7a) break;
    at += 1;
  }
  return at;
}

/** Keys and places of what is open, from the outermost on. */
function pathAt(text: string, depth: number): string[] {
  const path: string[] = [];
  for (let at = 1; at <= depth; at += 1) {
    const key = text.slice((keyStart[at] ?? 0) + 1, (keyEnd[at] ?? 0) - 1);
    path.push(isObject[at] === 1 ? unescaped(key) : String(place[at]));
  }
  return path;
}

function unescaped(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return String(JSON.parse(`"${key}"`));
  } catch {
    return key;
  }
}
