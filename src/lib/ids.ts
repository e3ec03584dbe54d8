import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const timeLength = 8;
const randomLength = 12;
/** Of the eight bytes after the seconds, ten bits tell the millisecond. */
const randomBits = 54n;

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

/**
 * The same id as a business has it: 24 hexadecimal digits, the seconds first, as clients may read
 * them. Ids of different milliseconds keep their order, and no two of one source meet.
 */
export function toObjectId(id: string): string {
  let at = 0;
  for (const each of id.slice(0, timeLength)) at = at * 62 + alphabet.indexOf(each);
  let tail = 0n;
  for (const each of id.slice(timeLength)) tail = tail * 62n + BigInt(alphabet.indexOf(each));
  const seconds = Math.floor(at / 1000) % 2 ** 32;
  const rest = (BigInt(at % 1000) << randomBits) | BigInt.asUintN(Number(randomBits), tail);
  return seconds.toString(16).padStart(8, '0') + rest.toString(16).padStart(16, '0');
}

/** Whether a text has the form of an id: of most records, or of a business. */
export function isId(text: string): boolean {
  return /^(?:[A-Za-z0-9]{20}|[0-9a-f]{24})$/.test(text);
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
