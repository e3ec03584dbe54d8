import type { IncomingMessage } from 'node:http';
import { errors } from '../errors/catalogue.ts';
import { type Turn, createPlaces, createTurns } from '../lib/turns.ts';

/** So many uploads are received at once: with the bytes of one they bound what is staged on the disk. */
export const uploadsAtOnce = 16;
/** So many more wait unread. */
export const uploadsThatWait = 256;

export type UploadSlots = {
  /**
   * Waits for a slot; what it returns gives it back. Throws `unavailable` where too many wait,
   * `client_gone` where the client did not.
   */
  enter(turn: Turn, request: IncomingMessage): Promise<() => void>;
};

/** Slots in turns by location and integration; nobody holds them all. */
export function createUploadSlots(): UploadSlots {
  const slots = createPlaces(uploadsAtOnce);
  const places = createPlaces(uploadsThatWait);
  const waiting = createTurns<() => void>();

  const enterWaiting = (turn: Turn, request: IncomingMessage): Promise<void> =>
    new Promise((resolve, reject) => {
      if (!places.enter(turn)) {
        reject(errors.unavailable('Too many uploads wait already'));
        return;
      }
      const start = (): void => {
        request.off('close', giveUp);
        places.leave(turn);
        resolve();
      };
      const giveUp = (): void => {
        if (!waiting.remove(turn, start)) return;
        places.leave(turn);
        reject(errors.clientGone());
      };
      waiting.add(turn, start);
      request.once('close', giveUp);
    });

  return {
    enter: async (turn, request) => {
      if (!slots.enter(turn)) await enterWaiting(turn, request);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        slots.leave(turn);
        // Whoever may enter takes the slot that is free before anybody new can.
        for (;;) {
          const next = waiting.take((each) => slots.enter(each));
          if (!next) return;
          next();
        }
      };
    },
  };
}
