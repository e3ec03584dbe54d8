import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';

export type Heard = {
  id: string;
  event: string;
  data: Record<string, unknown>;
};

export type Listener = {
  status: number;
  headers: IncomingMessage['headers'];
  /** What has come so far, but for comments. */
  heard: Heard[];
  /** The last id, of whatever it came with. */
  lastId(): string | undefined;
  /** All that has come. */
  text(): string;
  /** Resolves once it holds for what has come; rejects when the stream is over without. */
  until(holds: (listener: Listener) => boolean): Promise<void>;
  /** Resolves when the connection is over. */
  over: Promise<void>;
  pause(): void;
  resume(): void;
  /** Goes away without a word. */
  leave(): void;
};

export type Listening = {
  /** Without one, whose session it is: by the headers. */
  token?: string;
  query?: string;
  lastEventId?: string | undefined;
  headers?: Record<string, string>;
  /** What has come is not kept: for many who listen for long. */
  onHeard?: (heard: Heard) => void;
};

/** Listens to the events of a location. */
export async function listen(
  baseUrl: string,
  { token, query = '', lastEventId, headers = {}, onHeard }: Listening,
): Promise<Listener> {
  const request = httpRequest(`${baseUrl}/api/events/stream${query}`, {
    agent: false,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      ...headers,
    },
  });
  request.end();
  const [reply] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  let rest = '';
  let lastId: string | undefined;
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const over = Promise.withResolvers<void>();
  let isOver = false;
  const take = (block: string): void => {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => !line.startsWith(':'))
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    lastId = fields.get('id') ?? lastId;
    const event = fields.get('event');
    if (event === undefined) return;
    const one = { id: lastId ?? '', event, data: JSON.parse(fields.get('data') ?? '{}') };
    if (onHeard) onHeard(one);
    else heard.push(one);
  };
  const listener: Listener = {
    status: reply.statusCode ?? 0,
    headers: reply.headers,
    heard,
    lastId: () => lastId,
    text: () => text,
    until: (holds) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (holds(listener)) resolve();
          else if (isOver) reject(new Error(`over: ${text.slice(-500)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    over: over.promise,
    pause: () => void reply.pause(),
    resume: () => void reply.resume(),
    leave: () => void request.destroy(),
  };
  const tell = (): void => {
    for (const look of waiting) look();
  };
  reply.setEncoding('utf8').on('data', (piece: string) => {
    if (!onHeard) text += piece;
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) take(block);
    tell();
  });
  request.on('error', () => undefined);
  reply.on('error', () => undefined);
  reply.on('close', () => {
    isOver = true;
    over.resolve();
    tell();
  });
  return listener;
}

export const isEvent = ({ event }: Heard): boolean => event !== 'ready' && event !== 'end';

export const has = (event: string) => (listener: Listener) =>
  listener.heard.some((each) => each.event === event);
