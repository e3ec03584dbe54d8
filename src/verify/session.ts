import { setTimeout as delay } from 'node:timers/promises';

export type Target = { baseUrl: string; token: string; locationId: string; version?: string };

/** Milliseconds to wait for an answer, and for a search to find what was just made. */
export type Patience = { answerMs: number; searchMs: number };

/** One request as it is printed; without a status when nobody answered. */
export type Exchange = { request: string; status: number | null };

export type Json = Record<string, unknown>;
export type Reply = {
  status: number;
  body: Json;
  /** Ours say which compatibility they answer by; others do not. */
  compatibility: string | null;
};

/** Of an id that is not there, documented and observed. */
const unknownStatuses = [404, 400];

/** Thrown by the first request after an interruption: nothing more is asked. */
export class Interrupted extends Error {}

export type Session = {
  /** Rejects when there is no answer, or one that is not JSON. */
  request(method: string, path: string, body?: Json, token?: string): Promise<Reply>;
  /** The requests since the last call. */
  takeExchanges(): Exchange[];
  /** The id of the contact that a search finds under exactly this e-mail, waiting a little for it. */
  findByEmail(email: string): Promise<string | undefined>;
  pause(): Promise<void>;
  /** Deletes everything made; what could not be deleted. */
  cleanUp(): Promise<string[]>;
};

/** Sends the checklist's requests and remembers what they make, answered or not. */
export function openSession(target: Target, patience: Patience, signal: AbortSignal): Session {
  const { baseUrl, locationId, token: ownToken, version } = target;
  const made = new Set<string>();
  const emails = new Set<string>();
  let exchanges: Exchange[] = [];

  const send = async (
    method: string,
    path: string,
    body?: Json,
    token = ownToken,
  ): Promise<Reply> => {
    const exchange: Exchange = { request: `${method} ${path}`, status: null };
    exchanges.push(exchange);
    if (method === 'POST' && typeof body?.['email'] === 'string') emails.add(body['email']);
    // A request under way is not cut off by an interruption: what it makes would stay unknown.
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(version !== undefined && { version }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience.answerMs),
    }).catch((error: unknown) => {
      throw new Error(`no answer: ${reasonOf(error)}`);
    });
    exchange.status = answer.status;
    const text = await answer.text();
    const reply: Reply = {
      status: answer.status,
      body: text === '' ? {} : parsed(text, answer.headers.get('content-type')),
      compatibility: answer.headers.get('x-groundlevel-compatibility'),
    };
    const id = record(reply.body['contact'])['id'];
    if (method === 'POST' && typeof id === 'string') made.add(id);
    return reply;
  };

  const idsOf = async (email: string): Promise<string[]> => {
    const { body } = await send(
      'GET',
      `/contacts?${new URLSearchParams({ locationId, query: email })}`,
    );
    return contactsOf(body)
      .filter((each) => each['email'] === email)
      .map((each) => String(each['id']));
  };

  return {
    request: (method, path, body, token) => {
      if (signal.aborted) return Promise.reject(new Interrupted('interrupted'));
      return send(method, path, body, token);
    },
    takeExchanges: () => {
      const taken = exchanges;
      exchanges = [];
      return taken;
    },
    findByEmail: async (email) => (await idsOf(email).catch(() => []))[0],
    pause: () => delay(500),
    cleanUp: async () => {
      for (const email of emails) {
        for (const id of await idsOf(email).catch(() => [])) made.add(id);
      }
      const left: string[] = [];
      for (const id of made) {
        const deleted = await send('DELETE', `/contacts/${id}`).catch(() => undefined);
        const read = await send('GET', `/contacts/${id}`).catch(() => undefined);
        const isGone = read
          ? unknownStatuses.includes(read.status)
          : deleted && [200, 204, ...unknownStatuses].includes(deleted.status);
        if (!isGone) left.push(id);
      }
      return left;
    },
  };
}

export function record(value: unknown): Json {
  // An object parsed from JSON: its keys are texts.
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function contactsOf(body: Json): Json[] {
  return Array.isArray(body['contacts']) ? body['contacts'].map(record) : [];
}

function parsed(text: string, type: string | null): Json {
  try {
    return record(JSON.parse(text));
  } catch {
    throw new Error(`the reply is not JSON but ${type ?? 'of no type'}: ${text.slice(0, 60)}`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
