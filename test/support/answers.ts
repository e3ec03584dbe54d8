import assert from 'node:assert/strict';
import type { Answer, TestServer, Wire } from './server.ts';

export type WireContact = NonNullable<Wire['contact']>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A whole body but for its trace id, which must be there: what an exact comparison is made on. */
export function untraced({ body }: Answer): Record<string, unknown> {
  const { traceId, ...rest } = body;
  assert.match(String(traceId), uuid);
  return rest;
}

/** The contact of an answer that must have one with this status. */
export function contactOf(answer: Answer, status = 200): WireContact {
  assert.equal(answer.status, status, answer.text);
  const { contact } = answer.body;
  assert.ok(contact, answer.text);
  return contact;
}

export function idsOf({ body }: Answer): string[] {
  return (body.contacts ?? []).map(({ id }) => id);
}

/** Changes a location's settings, as its administrator does. */
export async function setPolicy(
  server: TestServer,
  locationId: string,
  settings: { allowDuplicateContact?: boolean; contactUniqueIdentifiers?: string[] },
): Promise<void> {
  const changed = await server.call('PUT', `/locations/${locationId}`, {
    token: server.managementToken,
    body: { settings },
  });
  assert.equal(changed.status, 200, changed.text);
}

/** Requests as one tenant, in one version. */
export function callerOf(server: TestServer, token: string, version?: string): TestServer['call'] {
  return (method, path, options = {}) =>
    server.call(method, path, {
      token,
      ...(version !== undefined && { version }),
      ...options,
    });
}
