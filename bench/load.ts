import autocannon, { type Options, type Result } from 'autocannon';
import { contactBody, emailOf, fieldValues, searchBody } from './bodies.ts';
import { answerParent } from './own-process.ts';

export type Kind =
  | 'get'
  | 'list'
  | 'search'
  | 'create'
  | 'createBare'
  | 'createFull'
  | 'upsert'
  | 'addTags'
  | 'bulkTags'
  | 'createNote'
  | 'createTask';

/** How many contacts one bulk request names, of those there are. */
export const bulkContacts = 1000;

export type LoadOptions = {
  kind: Kind;
  baseUrl: string;
  token: string;
  locationId: string;
  ids: readonly string[];
  fieldIds: readonly string[];
  connections: number;
  seconds: number;
  /** Instead of seconds, unless it is 0: so many on each connection. */
  requestsEach: number;
  /** Contacts of a create are numbered from here; those of an upsert are below `ids.length`. */
  firstNumber: number;
  /** Requests a second in all; as many as go when absent. */
  perSecond?: number;
};
export type LoadResult = {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Replies that were no success, and requests that got no reply. */
  failures: number;
};

/** Requests from a process of its own, so that the server has its thread for itself. */
async function load(options: LoadOptions): Promise<LoadResult> {
  let next = options.firstNumber;
  const times: number[] = [];
  const settings: Options = {
    url: options.baseUrl,
    connections: options.connections,
    duration: options.seconds,
    ...(options.requestsEach > 0 && { amount: options.connections * options.requestsEach }),
    ...(options.perSecond !== undefined && { overallRate: options.perSecond }),
    requests: [
      {
        headers: {
          authorization: `Bearer ${options.token}`,
          'content-type': 'application/json',
        },
        setupRequest: (request) => {
          next += 1;
          return { ...request, ...requestOf(options, next) };
        },
      },
    ],
  };
  const result = await new Promise<Result>((resolve, reject) => {
    const done = (error: unknown, each: Result): void => (error ? reject(error) : resolve(each));
    const instance = autocannon(settings, done);
    instance.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    requests: times.length,
    perSecond: times.length / result.duration,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failures: result.non2xx + result.errors,
  };
}

type Sent = { method: 'GET' | 'POST'; path: string; body?: string };

function requestOf({ kind, locationId, ids, fieldIds }: LoadOptions, n: number): Sent {
  // Spread over the whole table, as clients' reads are.
  const some = (n * 7919) % ids.length;
  switch (kind) {
    case 'get':
      return { method: 'GET', path: `/contacts/${ids[some]}` };
    case 'list':
      return { method: 'GET', path: `/contacts/?locationId=${locationId}&limit=20` };
    case 'search': {
      const body = JSON.stringify(searchBody(locationId, n));
      return { method: 'POST', path: '/contacts/search', body };
    }
    case 'create':
      return {
        method: 'POST',
        path: '/contacts/',
        body: JSON.stringify(contactBody(locationId, n)),
      };
    case 'createBare': {
      const { tags: _tags, ...body } = contactBody(locationId, n);
      return { method: 'POST', path: '/contacts/', body: JSON.stringify(body) };
    }
    case 'createFull': {
      const customFields = fieldValues(fieldIds, n);
      const body = { ...contactBody(locationId, n), customFields };
      return { method: 'POST', path: '/contacts/', body: JSON.stringify(body) };
    }
    case 'upsert': {
      const body = { locationId, email: emailOf(some), city: `City ${n}` };
      return { method: 'POST', path: '/contacts/upsert', body: JSON.stringify(body) };
    }
    case 'addTags': {
      // One that the contact has, and one that few have yet: each request changes something.
      const body = JSON.stringify({ tags: ['api-test', `added ${n % 400}`] });
      return { method: 'POST', path: `/contacts/${ids[some]}/tags`, body };
    }
    case 'bulkTags': {
      const contacts = ids.slice(0, bulkContacts);
      const tags = [0, 1, 2].map((each) => `bulk ${(n * 3 + each) % 300}`);
      const body = JSON.stringify({ locationId, contacts, tags });
      return { method: 'POST', path: '/contacts/bulk/tags/update/add', body };
    }
    case 'createNote': {
      const body = { title: `Call ${n}`, body: `<p>Called about order ${n}; will call back.</p>` };
      return { method: 'POST', path: `/contacts/${ids[some]}/notes`, body: JSON.stringify(body) };
    }
    case 'createTask': {
      const dueDate = '2030-10-25T11:00:00Z';
      const body = { title: `Call back ${n}`, body: `Order ${n}`, dueDate, completed: false };
      return { method: 'POST', path: `/contacts/${ids[some]}/tasks`, body: JSON.stringify(body) };
    }
  }
}

answerParent(load);
