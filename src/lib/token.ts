import { hash, randomUUID } from 'node:crypto';

/** `pit-` and a UUID v4: shown once, stored only as a hash. */
export function createPrivateIntegrationToken(): string {
  return `pit-${randomUUID()}`;
}

export function isPrivateIntegrationToken(text: string): boolean {
  return /^pit-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/** SHA-256: a token has 122 random bits, so a slow hash would add nothing. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
