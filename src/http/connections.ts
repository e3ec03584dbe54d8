import { once } from 'node:events';
import type { Server as HttpServer, RequestListener, ServerResponse } from 'node:http';
import { type Server, type Socket, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { createRequestLines } from './request-lines.ts';
import { createUnreadReplies, takeMs } from './unread-replies.ts';

export type Connections = {
  /** Follows the connections of a server. */
  follow<S extends HttpServer>(server: S): S;
  /** A server's listener, for one request of a connection at a time. */
  inTurn(listener: RequestListener): RequestListener;
  /** Accepts on a further address what the server answers; port 0 takes any. */
  listenAlso(address: string, port: number): Promise<void>;
  /** Whether new requests are refused. */
  isStopping(): boolean;
  /** Ends a connection with these bytes, once every request that came whole is answered. */
  endWith(socket: Duplex, answer: string): void;
  /** Connections that are open, and requests that have no whole answer yet. */
  load(): { open: number; underWay: number };
  /** Ends the connections that do not take what they asked for. */
  look(): void;
  /**
   * Accepts nothing new, waits until every request that is being answered has its reply, at most
   * for the time given, then closes every connection: an idle or slow client holds nothing up.
   */
  stop(limitMs: number): Promise<void>;
};

export type ConnectionLimits = { connections: number };

const lookEveryMs = 1000;

/** Bounds what connections hold, and follows them for a stop that is neither rude nor endless. */
export function createConnections(
  limits: ConnectionLimits,
  monotonicMs: () => number,
): Connections {
  const sockets = new Set<Socket>();
  /** The longest first. */
  const idle = new Set<Duplex>();
  const ended = new Map<Duplex, number>();
  const listening: Server[] = [];
  let stopping = false;
  let whenIdle = (): void => undefined;

  const answering = createUnreadReplies(monotonicMs);
  const turns = createRequestLines(
    {
      begins: (response) => {
        idle.delete(socketOf(response));
        if (stopping) response.setHeader('Connection', 'close');
        const reply = answering.begins(response);
        response.on('prefinish', () => answering.sent(reply));
        return reply;
      },
      over: (reply, isLineEmpty) => {
        answering.over(reply);
        const socket = socketOf(reply.response);
        if (isLineEmpty && !socket.destroyed) idle.add(socket);
        if (answering.size === 0) whenIdle();
      },
    },
    monotonicMs,
  );
  const look = (): void => {
    answering.look();
    const before = monotonicMs() - takeMs;
    for (const [socket, since] of ended) if (since <= before) socket.destroy();
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();

  const accept = (socket: Socket): void => {
    if (sockets.size >= limits.connections) {
      const [longest = socket] = idle;
      idle.delete(longest);
      // Not before node has seen it, where it is the new one.
      process.nextTick(() => longest.destroy());
    }
    sockets.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      idle.delete(socket);
      ended.delete(socket);
    });
  };

  return {
    follow: (server) => {
      server.prependListener('connection', accept);
      listening.push(server);
      return server;
    },
    inTurn: turns.inTurn,
    listenAlso: async (address, port) => {
      const [server] = listening;
      const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        server?.emit('connection', socket),
      );
      other.listen({ host: address, port });
      await once(other, 'listening');
      listening.push(other);
    },
    isStopping: () => stopping,
    endWith: (socket, answer) =>
      turns.afterReplies(socket, () => {
        if (!socket.writable) return;
        socket.end(answer);
        ended.set(wireOf(socket), monotonicMs());
      }),
    look,
    load: () => ({ open: sockets.size, underWay: answering.size }),
    stop: async (limitMs) => {
      stopping = true;
      for (const { response } of answering) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      // What has arrived already is still read, and told that the server is stopping.
      await new Promise((resolve) => setImmediate(resolve));
      const closed = listening.map((each) => closing(each));
      if (answering.size > 0) {
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, limitMs);
          whenIdle = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function socketOf(response: ServerResponse): Duplex {
  return wireOf(response.req.socket);
}

/** The connection itself, below its encryption. */
function wireOf(socket: Duplex): Duplex {
  const below = '_parent' in socket ? socket._parent : undefined;
  // What encrypts a connection keeps it there.
  return below ? (below as Duplex) : socket;
}

/** Resolves when it listens no more and its connections are gone. */
function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
