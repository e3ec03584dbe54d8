import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Of every `takeMs`, a client takes so many bytes of its reply, or the rest of it. */
export const leastTaken = 65_536;
export const takeMs = 30_000;
/** Of replies that clients have not taken, all connections together. */
export const mostUnread = 67_108_864;

type Unread = {
  socket: Socket;
  bytes: number;
  /** Since when less than `leastTaken` was taken, and what had been taken before. */
  since: number;
  takenBefore: number;
  movedAt: number;
  taken: number;
};

export type UnreadReplies = {
  /** A reply is on its way: whole, or as much of it as there is. */
  sent(response: ServerResponse): void;
  /** It has been taken, or its connection is gone. */
  over(response: ServerResponse): void;
  /** Looks at every reply on its way; ends the connections that do not take theirs. */
  look(responses: Iterable<ServerResponse>): void;
};

/**
 * Holds clients to taking their replies: too slowly ends a connection, and where all together leave
 * too many bytes, those that have taken nothing for longest are ended.
 */
export function createUnreadReplies(monotonicMs: () => number): UnreadReplies {
  const unread = new Map<ServerResponse, Unread>();
  let total = 0;

  const over = (response: ServerResponse): void => {
    const known = unread.get(response);
    if (!known) return;
    total -= known.bytes;
    unread.delete(response);
  };
  const note = (response: ServerResponse, now: number): Unread | undefined => {
    const { socket } = response;
    const bytes = socket?.writableLength ?? 0;
    if (!socket || bytes === 0) {
      over(response);
      return undefined;
    }
    const taken = takenFrom(socket);
    const known = unread.get(response);
    total += bytes - (known?.bytes ?? 0);
    if (!known) {
      const made = { socket, bytes, since: now, takenBefore: taken, movedAt: now, taken };
      unread.set(response, made);
      return made;
    }
    if (taken !== known.taken) known.movedAt = now;
    if (taken - known.takenBefore >= leastTaken) {
      known.since = now;
      known.takenBefore = taken;
    }
    known.bytes = bytes;
    known.taken = taken;
    return known;
  };
  const end = (response: ServerResponse, { socket }: Unread): void => {
    over(response);
    socket.destroy();
  };
  /** A single reply goes out however long it is. */
  const makeRoom = (now: number): void => {
    if (total <= mostUnread || unread.size < 2) return;
    for (const response of unread.keys()) note(response, now);
    const stalest = [...unread].toSorted(([, a], [, b]) => a.movedAt - b.movedAt);
    for (const [response, each] of stalest) {
      if (total <= mostUnread || unread.size < 2) return;
      end(response, each);
    }
  };

  return {
    sent: (response) => {
      if (response.socket?.writableLength === 0) return;
      const now = monotonicMs();
      note(response, now);
      makeRoom(now);
    },
    over,
    look: (responses) => {
      const now = monotonicMs();
      for (const response of responses) {
        const known = note(response, now);
        if (known && now - known.since >= takeMs) end(response, known);
      }
      makeRoom(now);
    },
  };
}

/** Bytes that have left for the client: node counts a write whole, its handle knows what still waits. */
function takenFrom(socket: Socket): number {
  const handle = handleOf('_parent' in socket ? socket._parent : undefined) ?? handleOf(socket);
  return handle
    ? handle.bytesWritten - handle.writeQueueSize
    : socket.bytesWritten - socket.writableLength;
}

type Handle = { bytesWritten: number; writeQueueSize: number };

function handleOf(socket: unknown): Handle | undefined {
  if (typeof socket !== 'object' || socket === null || !('_handle' in socket)) return undefined;
  const handle = socket._handle;
  return typeof handle === 'object' &&
    handle !== null &&
    'bytesWritten' in handle &&
    typeof handle.bytesWritten === 'number' &&
    'writeQueueSize' in handle &&
    typeof handle.writeQueueSize === 'number'
    ? // Both are numbers.
      (handle as Handle)
    : undefined;
}
