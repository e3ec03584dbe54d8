import assert from 'node:assert/strict';
import { untraced } from './answers.ts';
import type { Answer, Call, TestServer } from './server.ts';

export type People = {
  /** With the management token. */
  manage(method: string, path: string, options?: Call): Promise<Answer>;
  /** The body of a new user of the server's own location. */
  bodyFor(fields?: Record<string, unknown>): Record<string, unknown>;
  /** Makes a user and returns what the server answers. */
  create(fields?: Record<string, unknown>): Promise<Record<string, unknown>>;
};

export const password = 'Correct-Horse-7-Battery';

export function peopleOf(server: TestServer): People {
  let made = 0;
  const manage: People['manage'] = (method, path, options = {}) =>
    server.call(method, path, { token: server.managementToken, ...options });
  const bodyFor: People['bodyFor'] = (fields = {}) => {
    made += 1;
    return {
      companyId: 'company',
      firstName: 'John',
      lastName: 'Deo',
      email: `john${made}@deo.com`,
      password,
      type: 'account',
      role: 'admin',
      locationIds: [server.own.locationId],
      ...fields,
    };
  };
  return {
    manage,
    bodyFor,
    create: async (fields) => {
      const answer = await manage('POST', '/users/', { body: bodyFor(fields) });
      assert.equal(answer.status, 201, answer.text);
      return untraced(answer);
    },
  };
}

/** The fields that a refusal with 422 names. */
export function refusedFields(answer: Answer): string[] {
  assert.equal(answer.status, 422, answer.text);
  return (answer.body.fields ?? []).map(({ field }) => field);
}
