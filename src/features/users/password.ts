import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { errors } from '../../errors/catalogue.ts';
import { type Turn, createPlaces, createTurns, ownTurn } from '../../lib/turns.ts';

export type PasswordCost = { N: number; r: number; p: number };

export type Passwords = {
  /** `scrypt$N$r$p$salt$hash`, so that the cost can be raised and older hashes still be checked. */
  hash(password: string, turn?: Turn): Promise<string>;
  /** Takes as long where there is nothing to compare with. */
  verify(password: string, stored: string | undefined, turn?: Turn): Promise<boolean>;
};

/** 32 MB and a tenth of a second for each guess: one of the costs that OWASP recommends. */
export const passwordCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;
/** Of the four threads that files are read by, too. */
export const hashedAtOnce = 2;
export const hashesThatWait = 256;

type Derive = (password: string, salt: Buffer, cost: PasswordCost) => Promise<Buffer>;

/** Off the main thread, few at once, in turns. Throws `unavailable` where too many wait. */
export function createPasswords(cost: PasswordCost, derive: Derive = deriveKey): Passwords {
  const inTurn = createLine();
  const nobody = randomBytes(saltBytes);
  return {
    hash: async (password, turn = ownTurn) => {
      const salt = randomBytes(saltBytes);
      const key = await inTurn(turn, () => derive(password, salt, cost));
      const numbers = [cost.N, cost.r, cost.p];
      return ['scrypt', ...numbers, salt.toString('base64url'), key.toString('base64url')].join(
        '$',
      );
    },
    verify: async (password, stored, turn = ownTurn) => {
      const known = stored === undefined ? undefined : readHash(stored);
      const key = await inTurn(turn, () =>
        derive(password, known?.salt ?? nobody, known?.cost ?? cost),
      );
      return known !== undefined && timingSafeEqual(key, known.key);
    },
  };
}

function deriveKey(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * cost.N * cost.r + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyBytes, options, (error, made) =>
      error ? reject(error) : resolve(made),
    );
  });
}

/** Undefined for the empty text of who has no password. */
function readHash(stored: string): { cost: PasswordCost; salt: Buffer; key: Buffer } | undefined {
  const [kind, N, r, p, salt = '', key = ''] = stored.split('$');
  if (kind !== 'scrypt') return undefined;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

type Line = <T>(turn: Turn, work: () => Promise<T>) => Promise<T>;

function createLine(): Line {
  const places = createPlaces(hashesThatWait);
  const waiting = createTurns<() => void>();
  let running = 0;
  const next = (): void => {
    while (running < hashedAtOnce) {
      const start = waiting.take();
      if (!start) return;
      running += 1;
      start();
    }
  };
  return async (turn, work) => {
    if (!places.enter(turn)) throw errors.unavailable('Too many passwords wait to be checked');
    await new Promise<void>((resolve) => {
      waiting.add(turn, resolve);
      next();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      places.leave(turn);
      next();
    }
  };
}

const minimum = 12;
const kinds: readonly [RegExp, string][] = [
  [/\p{Lu}/u, 'an upper-case letter'],
  [/\p{Ll}/u, 'a lower-case letter'],
  [/\p{Nd}/u, 'a digit'],
  [/[^\p{L}\p{N}\s]/u, 'a symbol'],
];

/** What a password lacks, as a sentence; undefined when it will do. Source: the published document. */
export function passwordProblem(password: string, field = 'password'): string | undefined {
  const missing = kinds.filter(([pattern]) => !pattern.test(password)).map(([, name]) => name);
  if ([...password].length >= minimum && missing.length === 0) return undefined;
  const wanted = missing.length > 0 ? `, with ${missing.join(', ')}` : '';
  return `${field} must have at least ${minimum} characters${wanted}`;
}
