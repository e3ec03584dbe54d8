import {
  heartbeatMs,
  lastWordMs,
  pageOfOne,
  partBytes,
  slowLastWordMs,
  slowMs,
} from '../../src/features/events/event-stream.ts';
import { lookMs } from '../../src/features/events/event-streams.ts';
import { allTailsBytes, tailBytes } from '../../src/features/events/event-tail.ts';
import {
  mostOfIntegration,
  mostOfLocation,
  mostStreams,
} from '../../src/features/events/stream-places.ts';
import { liveBufferBytes } from '../../src/http/send-live.ts';
import { type LimitGroup, bytes, count, time } from './limit.ts';

/** Of `GET /api/events/stream`. */
export const streamLimits: LimitGroup = {
  title: 'A stream of events',
  limits: [
    {
      what: 'streams open, of an integration, of a location',
      bound: `${mostOfIntegration}, ${mostOfLocation}`,
      beyond: '429 `too_many_streams`',
    },
    { what: 'streams open, in all', bound: count(mostStreams), beyond: '503 `unavailable`' },
    {
      what: 'bytes of events that wait for one listener',
      bound: `${bytes(pageOfOne.bytes)} read for it alone, ${bytes(partBytes)} of those handed on and ${bytes(liveBufferBytes)} made ahead; one event where it is longer`,
      beyond: 'nothing more is read for it until it takes what there is',
    },
    {
      what: 'a listener that takes nothing',
      bound: time(slowMs),
      beyond: `\`event: end\` with \`slow_reader\`; the connection is closed ${time(slowLastWordMs)} later`,
    },
    {
      what: 'recent events kept for all listeners, of a location and in all',
      bound: `about ${bytes(tailBytes)}, ${bytes(allTailsBytes)}`,
      beyond: 'who is further behind reads the database, in its turn',
    },
    {
      what: 'time until a token that may not read any more is noticed',
      bound: time(lookMs),
      beyond: `\`event: end\` with the reason; the connection is closed ${time(lastWordMs)} later`,
    },
    {
      what: 'silence',
      bound: time(heartbeatMs),
      beyond: 'a comment with the `id` to go on from',
    },
  ],
};
