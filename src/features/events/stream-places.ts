import { errors } from '../../errors/catalogue.ts';
import type { Turn } from '../../lib/turns.ts';

/** Streams at once: of an integration, of a location, and of all. */
export const mostOfIntegration = 50;
export const mostOfLocation = 250;
export const mostStreams = 1000;

export type StreamPlaces = {
  /** Throws `too_many_streams`, or `unavailable` where all are taken. */
  enter(turn: Turn): void;
  leave(turn: Turn): void;
};

export function createStreamPlaces(): StreamPlaces {
  const ofActors = new Map<string, number>();
  const ofLocations = new Map<number, number>();
  let all = 0;
  const add = <K>(counts: Map<K, number>, key: K, by: number): void => {
    const count = (counts.get(key) ?? 0) + by;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  };
  const change = ({ actorKey, locationNo }: Turn, by: number): void => {
    add(ofActors, actorKey, by);
    add(ofLocations, locationNo, by);
    all += by;
  };
  return {
    enter: (turn) => {
      if ((ofActors.get(turn.actorKey) ?? 0) >= mostOfIntegration) {
        throw errors.tooManyStreams('The integration', mostOfIntegration);
      }
      if ((ofLocations.get(turn.locationNo) ?? 0) >= mostOfLocation) {
        throw errors.tooManyStreams('The location', mostOfLocation);
      }
      if (all >= mostStreams) throw errors.unavailable('Too many streams are open; try again');
      change(turn, 1);
    },
    leave: (turn) => change(turn, -1),
  };
}
