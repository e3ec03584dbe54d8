import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const timeLength = 8;
const randomLength = 12;

export type IdSourceOptions = { now(): number; random?: (bytes: number) => Uint8Array };

/**
 * Ids of 20 characters `[A-Za-z0-9]`: eight of time, so that inserts append, then random ones.
 * Later ids of one source sort later, also within a millisecond.
 */
export function createIdSource({ now, random = randomBytes }: IdSourceOptions): () => string {
  let lastAt = -1;
  let prefix = '';
  let tail: number[] = [];
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;

  const digit = (): number => {
    for (;;) {
      if (used >= pool.length) {
        pool = random(1024);
        used = 0;
      }
      const byte = pool[used] ?? 255;
      used += 1;
      // 248 = 4 * 62: larger bytes would favour the first digits.
      if (byte < 248) return byte % 62;
    }
  };

  return () => {
    const at = Math.max(now(), lastAt);
    if (at === lastAt && increment(tail)) return prefix + encode(tail);
    lastAt = at === lastAt ? at + 1 : at;
    prefix = timePrefix(lastAt);
    // The first digit starts low, which leaves room to count up within the millisecond.
    tail = Array.from({ length: randomLength }, (_, index) =>
      index === 0 ? digit() >> 1 : digit(),
    );
    return prefix + encode(tail);
  };
}

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9]{20}$/.test(text);
}

function increment(digits: number[]): boolean {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const next = (digits[index] ?? 0) + 1;
    digits[index] = next % 62;
    if (next < 62) return true;
  }
  return false;
}

function encode(digits: readonly number[]): string {
  let text = '';
  for (const each of digits) text += alphabet.charAt(each);
  return text;
}

function timePrefix(at: number): string {
  let rest = at;
  let text = '';
  for (let index = 0; index < timeLength; index += 1) {
    text = alphabet.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
