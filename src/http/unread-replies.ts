import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSlots } from '../lib/slots.ts';

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

/** A reply from when its request begins until it has been taken, or its connection is gone. */
export type Reply = {
  readonly response: ServerResponse;
  slot: number;
  unread: Unread | undefined;
};

export type UnreadReplies = {
  begins(response: ServerResponse): Reply;
  /** It is on its way: whole, or as much of it as there is. */
  sent(reply: Reply): void;
  over(reply: Reply): void;
  /** Looks at every reply; ends the connections that do not take theirs. */
  look(): void;
  readonly size: number;
  [Symbol.iterator](): Iterator<Reply>;
};

/**
 * Holds clients to taking their replies: too slowly ends a connection, and where all together leave
 * too many bytes, those that have taken nothing for longest are ended.
 */
export function createUnreadReplies(monotonicMs: () => number): UnreadReplies {
  const replies = createSlots<Reply>();
  /** Of those that are unread. */
  let [count, total] = [0, 0];

  const forget = (reply: Reply): void => {
    if (!reply.unread) return;
    count -= 1;
    total -= reply.unread.bytes;
    reply.unread = undefined;
  };
  const note = (reply: Reply, now: number): Unread | undefined => {
    const { socket } = reply.response;
    const bytes = socket?.writableLength ?? 0;
    if (!socket || bytes === 0) {
      forget(reply);
      return undefined;
    }
    const taken = takenFrom(socket);
    const known = reply.unread;
    total += bytes - (known?.bytes ?? 0);
    if (!known) {
      count += 1;
      reply.unread = { socket, bytes, since: now, takenBefore: taken, movedAt: now, taken };
      return reply.unread;
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
  const end = (reply: Reply, { socket }: Unread): void => {
    forget(reply);
    socket.destroy();
  };
  /** A single reply goes out however long it is. */
  const makeRoom = (now: number): void => {
    if (total <= mostUnread || count < 2) return;
    const unread = [...replies].flatMap((reply) => {
      const known = reply.unread && note(reply, now);
      return known ? [{ reply, known }] : [];
    });
    const stalest = unread.toSorted((a, b) => a.known.movedAt - b.known.movedAt);
    for (const { reply, known } of stalest) {
      if (total <= mostUnread || count < 2) return;
      end(reply, known);
    }
  };

  return {
    begins: (response) => {
      const reply: Reply = { response, slot: -1, unread: undefined };
      reply.slot = replies.add(reply);
      return reply;
    },
    sent: (reply) => {
      if (reply.response.socket?.writableLength === 0) return;
      const now = monotonicMs();
      note(reply, now);
      makeRoom(now);
    },
    over: (reply) => {
      forget(reply);
      replies.take(reply.slot);
    },
    look: () => {
      const now = monotonicMs();
      for (const reply of replies) {
        const known = note(reply, now);
        if (known && now - known.since >= takeMs) end(reply, known);
      }
      makeRoom(now);
    },
    get size() {
      return replies.size;
    },
    [Symbol.iterator]: () => replies[Symbol.iterator](),
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
