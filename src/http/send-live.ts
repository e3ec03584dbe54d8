import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isEventType } from '../../contract/events/event-types.ts';
import type { LiveReply } from '../access/operation-request.ts';
import { liveMessageText } from '../lib/live-message.ts';

/** Bytes made ahead for a client; another such piece may wait in its connection. */
export const liveBufferBytes = 16 * 1024;
/** What goes out at once of something long. */
const pieceLength = 64 * 1024;
/** When a client should try again that has lost its connection. */
const retryMs = 2000;

export type LiveOptions = {
  warnings: readonly string[];
  /** Of each event's data. */
  check(json: string): void;
};

/** Messages as server-sent events, for as long as there are any and the client stays. */
export function sendLive(
  live: LiveReply,
  request: FastifyRequest,
  reply: FastifyReply,
  options: LiveOptions,
): FastifyReply {
  void reply.code(200).headers({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') {
    live.close();
    return reply.send();
  }
  const { raw } = reply;
  raw.once('close', live.close);
  if (raw.destroyed) live.close();
  live.onEnd((lastWordMs) => {
    setTimeout(() => {
      if (!raw.writableFinished) raw.destroy();
    }, lastWordMs).unref();
  });
  const body = Readable.from(texts(live, options), {
    objectMode: false,
    highWaterMark: liveBufferBytes,
  });
  return reply.send(body);
}

async function* texts(
  { messages }: LiveReply,
  { warnings, check }: LiveOptions,
): AsyncGenerator<string> {
  const said = warnings.map((each) => `: ${each.replaceAll(/[\r\n]+/g, ' ')}\n`).join('');
  yield `${said}retry: ${retryMs}\n\n`;
  for await (const each of messages) {
    for (const { event, data } of each) {
      if (data !== undefined && event !== undefined && isEventType(event)) check(data);
    }
    yield* pieces(each.map(liveMessageText).join(''));
  }
}

/** No character is cut in two. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + pieceLength);
    if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}
