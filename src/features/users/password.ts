import { randomBytes, scrypt } from 'node:crypto';

export type PasswordCost = { N: number; r: number; p: number };
export type HashPassword = (password: string) => Promise<string>;

/** 32 MB and a tenth of a second for each guess: one of the costs that OWASP recommends. */
export const passwordCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

/** `scrypt$N$r$p$salt$hash`, so that the cost can be raised and older hashes still be checked. */
export function createPasswordHash(cost: PasswordCost): HashPassword {
  const { N, r, p } = cost;
  const options = { ...cost, maxmem: 256 * N * r + 1024 * 1024 };
  return async (password) => {
    const salt = randomBytes(saltBytes);
    const key = await new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, keyBytes, options, (error, made) =>
        error ? reject(error) : resolve(made),
      );
    });
    return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
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
export function passwordProblem(password: string): string | undefined {
  const missing = kinds.filter(([pattern]) => !pattern.test(password)).map(([, name]) => name);
  if ([...password].length >= minimum && missing.length === 0) return undefined;
  const wanted = missing.length > 0 ? `, with ${missing.join(', ')}` : '';
  return `password must have at least ${minimum} characters${wanted}`;
}
