import { hash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 characters: of a session's cookie, and of a link that works once. */
export function createRandomKey(): string {
  return randomBytes(32).toString('base64url');
}

/** What a key is known by: its SHA-256, since it is not to be guessed. */
export type KeyHash = { hash: Buffer; text: string };

/** Undefined for a text that no key looks like. */
export function keyHashOf(key: string | undefined): KeyHash | undefined {
  if (key === undefined || !/^[A-Za-z0-9_-]{43}$/.test(key)) return undefined;
  const made = hash('sha256', key, 'buffer');
  return { hash: made, text: made.toString('latin1') };
}
