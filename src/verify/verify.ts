import { randomBytes, randomInt } from 'node:crypto';

export type Target = { baseUrl: string; token: string; locationId: string; version?: string };
export type CheckResult = {
  check: string;
  request: string;
  status: number | null;
  passed: boolean;
  problem?: string;
};

type Reply = { status: number; body: Record<string, unknown> };
type Run = {
  request(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
  check(name: string, verify: () => Promise<string | undefined>): Promise<void>;
};

/**
 * The quick start's checklist over HTTP: the five steps, the three error classes, upsert. Bodies
 * are checked, not only statuses. Deletes what it made, also after a failure or an abort.
 */
export async function verify(
  target: Target,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const made = new Set<string>();
  let last = { request: '', status: null as number | null };

  const send = async (
    method: string,
    path: string,
    body: unknown,
    token: string,
    stop?: AbortSignal,
  ): Promise<Reply> => {
    last = { request: `${method} ${path}`, status: null };
    const answer = await fetch(`${target.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(target.version !== undefined && { version: target.version }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(15_000), ...(stop ? [stop] : [])]),
    });
    last.status = answer.status;
    const parsed: unknown = await answer.json().catch(() => undefined);
    return { status: answer.status, body: record(parsed) };
  };

  const run: Run = {
    request: async (method, path, body, token = target.token) => {
      const reply = await send(method, path, body, token, signal);
      const id = record(reply.body['contact'])['id'];
      if (method === 'POST' && typeof id === 'string') made.add(id);
      return reply;
    },
    check: async (name, check) => {
      if (signal.aborted) return;
      let problem: string | undefined;
      try {
        problem = await check();
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
      }
      const passed = problem === undefined;
      results.push({ check: name, ...last, passed, ...(problem !== undefined && { problem }) });
      say(`${passed ? 'pass' : 'FAIL'}  ${name}`);
      say(`      ${last.request} -> ${last.status ?? 'no answer'}${passed ? '' : `: ${problem}`}`);
    },
  };

  try {
    await checklist(run, target);
  } finally {
    for (const id of made) {
      await send('DELETE', `/contacts/${id}`, undefined, target.token).catch(() => undefined);
    }
  }
  return results;
}

async function checklist(run: Run, { locationId }: Target): Promise<void> {
  const mark = randomBytes(6).toString('hex');
  const email = `verify-${mark}@example.com`;
  const phone = `+1555${randomInt(1_000_000, 9_999_999)}`;
  const contact = { locationId, firstName: 'Jane', lastName: 'Smith', email, phone };
  const tags = ['api-test'];
  const source = 'API';
  let id = '';

  await run.check('1. create a contact', async () => {
    const { status, body } = await run.request('POST', '/contacts', { ...contact, tags, source });
    const made = record(body['contact']);
    id = String(made['id'] ?? '');
    return (
      differs('status', status, 201) ??
      (id === '' ? 'contact.id is missing' : undefined) ??
      fields(made, { ...contact, tags }) ??
      date(made, 'dateAdded')
    );
  });
  await run.check('2. read it back', async () => {
    const { status, body } = await run.request('GET', `/contacts/${id}`);
    return (
      differs('status', status, 200) ?? fields(record(body['contact']), { id, ...contact, tags })
    );
  });
  await run.check('3. update lastName', async () => {
    const { status, body } = await run.request('PUT', `/contacts/${id}`, { lastName: 'Updated' });
    const reread = await run.request('GET', `/contacts/${id}`);
    return (
      differs('status', status, 200) ??
      fields(record(body['contact']), { id, lastName: 'Updated' }) ??
      fields(record(reread.body['contact']), {
        firstName: 'Jane',
        lastName: 'Updated',
        email,
        phone,
      })
    );
  });
  await run.check('4. search by e-mail', async () => {
    const query = new URLSearchParams({ locationId, query: email });
    const { status, body } = await run.request('GET', `/contacts?${query}`);
    const found = Array.isArray(body['contacts']) ? body['contacts'].map(record) : [];
    const ids = found.map((each) => each['id']);
    return differs('status', status, 200) ?? differs('contacts', ids, [id]);
  });
  await run.check('400: locationId missing', async () => {
    const { status, body } = await run.request('POST', '/contacts', { firstName: 'Jane' });
    // The published document's own service answers 422.
    return status === 422 ? named(body, 'locationId', 422) : named(body, 'locationId', 400, status);
  });
  await run.check('401: wrong token', async () => {
    const wrong = 'pit-00000000-0000-4000-8000-000000000000';
    const { status, body } = await run.request('GET', `/contacts/${id}`, undefined, wrong);
    return named(body, '', 401, status);
  });
  await run.check('422: duplicate e-mail', async () => {
    const { status, body } = await run.request('POST', '/contacts', contact);
    const meta = record(body['meta']);
    const expected = status === 400 ? 400 : 422;
    return (
      named(body, 'duplicate', expected, status) ??
      fields(meta, { contactId: id, matchingField: 'email' })
    );
  });
  await run.check('upsert updates the match', async () => {
    const sent = { locationId, email, firstName: 'Janet' };
    const { status, body } = await run.request('POST', '/contacts/upsert', sent);
    return (
      differs('status', status, 200) ??
      differs('new', body['new'], false) ??
      fields(record(body['contact']), { id, firstName: 'Janet', lastName: 'Updated' })
    );
  });
  await run.check('upsert creates without a match', async () => {
    const sent = { locationId, email: `verify-${mark}-new@example.com`, firstName: 'New' };
    const { status, body } = await run.request('POST', '/contacts/upsert', sent);
    const made = record(body['contact']);
    return (
      (status === 200 || status === 201 ? undefined : differs('status', status, 200)) ??
      differs('new', body['new'], true) ??
      (made['id'] === id ? 'it is the matched contact' : fields(made, { email: sent.email }))
    );
  });
  await run.check('5. delete it', async () => {
    const { status } = await run.request('DELETE', `/contacts/${id}`);
    const gone = await run.request('GET', `/contacts/${id}`);
    return (
      differs('status', status, 200) ??
      ([400, 404].includes(gone.status) ? undefined : `it is still there: ${gone.status}`)
    );
  });
}

function record(value: unknown): Record<string, unknown> {
  // An object parsed from JSON: its keys are texts.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function differs(name: string, found: unknown, expected: unknown): string | undefined {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? undefined : `${name} is ${is}, expected ${should}`;
}

function fields(found: Record<string, unknown>, expected: object): string | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const problem = differs(name, found[name], value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function date(found: Record<string, unknown>, name: string): string | undefined {
  const value = found[name];
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? undefined
    : `${name} is ${JSON.stringify(value)}, expected a date`;
}

/** An error body with its status, and a message that says what it is about. */
function named(
  body: Record<string, unknown>,
  about: string,
  expected: number,
  status = expected,
): string | undefined {
  const message = [body['message']].flat().join(' ');
  return (
    differs('status', status, expected) ??
    differs('statusCode', body['statusCode'], expected) ??
    (message === '' ? 'message is missing' : undefined) ??
    (message.includes(about) ? undefined : `message does not name ${about}: ${message}`)
  );
}
