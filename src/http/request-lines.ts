import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createLoopTurns } from './loop-turns.ts';

/** Requests that have arrived behind others on their connections, on all connections together. */
export const mostWaiting = 20_000;

type Turn = { request: IncomingMessage; response: ServerResponse };

type Line = {
  socket: Socket;
  current: Turn | undefined;
  waiting: Turn[];
  /** What the connection itself is told once all of them are answered. */
  last: (() => void) | undefined;
};

export type RequestLines = {
  /** The same listener, called for one request of a connection at a time, in the order sent. */
  inTurn(listener: RequestListener): RequestListener;
  /** Calls once every request that came whole is answered; after that the connection is over. */
  afterReplies(socket: Duplex, tell: () => void): void;
};

export type LineEvents<T> = {
  begins(response: ServerResponse): T;
  /** With what was made of its beginning. */
  over(begun: T, isLineEmpty: boolean): void;
};

/**
 * Node hands out every request of a chunk at once, some thousand, and would answer them all. Here
 * the next begins when the reply before it is out; those that wait count as unsent bytes, so that
 * node does not read on where two do.
 */
export function createRequestLines<T>(
  events: LineEvents<T>,
  monotonicMs: () => number,
): RequestLines {
  const inLoopTurns = createLoopTurns(monotonicMs);
  const lines = new WeakMap<Duplex, Line>();
  const crowded = new Set<Line>();
  let waiting = 0;

  const forget = (line: Line): void => {
    waiting -= line.waiting.length;
    line.waiting = [];
    crowded.delete(line);
  };
  const lineOf = (socket: Socket): Line => {
    const known = lines.get(socket);
    if (known) return known;
    const line: Line = { socket, current: undefined, waiting: [], last: undefined };
    lines.set(socket, line);
    socket.once('close', () => forget(line));
    return line;
  };
  const wait = (line: Line, turn: Turn): void => {
    line.waiting.push(turn);
    crowded.add(line);
    waiting += 1;
    countUnsent(turn.response, holdBytes(line.socket));
    if (waiting <= mostWaiting) return;
    let longest = line;
    for (const each of crowded) if (each.waiting.length > longest.waiting.length) longest = each;
    longest.socket.destroy();
    forget(longest);
  };

  return {
    inTurn: (listener) => {
      const begin = (line: Line, turn: Turn): void => {
        line.current = turn;
        const begun = events.begins(turn.response);
        turn.response.on('close', () => end(line, begun));
        listener(turn.request, turn.response);
      };
      const next = (line: Line): void => {
        const turn = line.waiting.shift();
        if (!turn) return;
        waiting -= 1;
        if (line.waiting.length === 0) crowded.delete(line);
        countUnsent(turn.response, -holdBytes(line.socket));
        begin(line, turn);
      };
      const end = (line: Line, begun: T): void => {
        line.current = undefined;
        // The reply said that it is the last one.
        if (!line.socket.writable) forget(line);
        events.over(begun, line.waiting.length === 0);
        if (line.waiting.length === 0) line.last?.();
        // Other connections have their turns between two requests of one.
        else inLoopTurns(() => next(line));
      };
      return (request, response) => {
        const { socket } = request;
        if (socket.destroyed) return;
        const line = lineOf(socket);
        const turn = { request, response };
        if (line.current || line.waiting.length > 0) wait(line, turn);
        else begin(line, turn);
      };
    },
    afterReplies: (socket, tell) => {
      const line = lines.get(socket);
      if (line?.last) return;
      const broken = line?.waiting.at(-1);
      if (line && broken && !broken.request.complete) {
        line.waiting.pop();
        waiting -= 1;
      }
      const isBusy = line?.current?.request.complete && !line.current.response.writableFinished;
      if (line) line.last = tell;
      if (!line || (!isBusy && line.waiting.length === 0)) tell();
    },
  };
}

function holdBytes(socket: Socket): number {
  return socket.writableHighWaterMark + 1;
}

/** To node's own account of what a connection has not read, by which it stops reading from it. */
function countUnsent(response: ServerResponse, bytes: number): void {
  if ('_onPendingData' in response && typeof response._onPendingData === 'function') {
    response._onPendingData(bytes);
  }
}
