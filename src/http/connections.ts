import { once } from 'node:events';
import type { Server as HttpServer, ServerResponse } from 'node:http';
import { type Server, type Socket, createServer } from 'node:net';
import type { Duplex } from 'node:stream';

export type Connections = {
  /** Accepts on a further address what the server answers; port 0 takes any. */
  listenAlso(address: string, port: number): Promise<void>;
  /** Whether new requests are refused. */
  isStopping(): boolean;
  /** The reply under way on a connection, the latest where several requests came at once. */
  replyOn(socket: Duplex): ServerResponse | undefined;
  /**
   * Accepts nothing new, waits until every request that is being answered has its reply, at most
   * for the time given, then closes every connection: an idle or slow client holds nothing up.
   */
  stop(limitMs: number): Promise<void>;
};

/** Follows the connections and requests of a server, for a stop that is neither rude nor endless. */
export function followConnections(server: HttpServer): Connections {
  const sockets = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  const further: Server[] = [];
  let stopping = false;
  let whenIdle = (): void => undefined;

  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (_request, response: ServerResponse) => {
    answering.add(response);
    if (stopping) response.setHeader('Connection', 'close');
    response.once('close', () => {
      answering.delete(response);
      if (answering.size === 0) whenIdle();
    });
  });

  return {
    listenAlso: async (address, port) => {
      const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        server.emit('connection', socket),
      );
      other.listen({ host: address, port });
      await once(other, 'listening');
      further.push(other);
    },
    isStopping: () => stopping,
    replyOn: (socket) => [...answering].findLast((each) => each.req.socket === socket),
    stop: async (limitMs) => {
      stopping = true;
      for (const each of answering) if (!each.headersSent) each.setHeader('Connection', 'close');
      // What has arrived already is still read, and told that the server is stopping.
      await new Promise((resolve) => setImmediate(resolve));
      const closed = [server, ...further].map((each) => closing(each));
      if (answering.size > 0) {
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, limitMs);
          whenIdle = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

/** Resolves when it listens no more and its connections are gone. */
function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
