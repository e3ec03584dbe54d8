import { type Json, type Reply, record } from './session.ts';

/** What is wrong in one sentence; undefined when all is well. */
export type Problem = string | undefined;

export function differs(name: string, found: unknown, expected: unknown): Problem {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? undefined : `${name} is ${is ?? 'missing'}, expected ${should}`;
}

export function fields(found: Json, expected: Json): Problem {
  for (const [name, value] of Object.entries(expected)) {
    const problem = differs(name, found[name], value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export function date(found: Json, name: string): Problem {
  const value = found[name];
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? undefined
    : `${name} is ${JSON.stringify(value) ?? 'missing'}, expected a date`;
}

/**
 * The status that the quick start documents; the one that the hosted service answers with instead
 * counts too, unless the server says which of the two it follows.
 */
export function statusIs(
  { status, compatibility }: Reply,
  documented: number,
  observed: number,
): Problem {
  const expected =
    compatibility === 'documented'
      ? [documented]
      : compatibility === 'observed'
        ? [observed]
        : [...new Set([documented, observed])];
  return expected.includes(status)
    ? undefined
    : `status is ${status}, expected ${expected.join(' or ')}`;
}

/** An error body: its own status, and a message that says what it is about. */
export function saysWhy({ status, body }: Reply, about: RegExp): Problem {
  const message = [body['message']].flat().join(' ').trim();
  return (
    differs('statusCode', body['statusCode'], status) ??
    (message === '' ? 'message is missing' : undefined) ??
    (about.test(message) ? undefined : `message does not match ${about}: ${message}`)
  );
}

export function contactOf({ body }: Reply): Json {
  return record(body['contact']);
}
