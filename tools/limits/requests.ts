import { longestMessage, mostFields } from '../../src/errors/catalogue.ts';
import { bodyBytesAtOnce } from '../../src/http/body-budget.ts';
import { keptDescriptors } from '../../src/http/descriptors.ts';
import { longestName } from '../../src/http/form-parts.ts';
import { forgetMs, freeFailures, longestDelayMs } from '../../src/access/rate-limit.ts';
import {
  headerBytes,
  mostFormBytes,
  mostHeaders,
  mostTexts,
  textBytes,
} from '../../src/http/read-form.ts';
import { mostLookedUp } from '../../src/features/users/strangers.ts';
import { keepAliveMs, sessionBodyBytes } from '../../src/http/server.ts';
import { mostWaiting } from '../../src/http/request-lines.ts';
import { leastTaken, mostUnread, takeMs } from '../../src/http/unread-replies.ts';
import { mostWarnings } from '../../src/http/send-json.ts';
import { uploadsAtOnce, uploadsThatWait } from '../../src/http/upload-slots.ts';
import { maxJsonDepth, maxJsonKeys, maxJsonValues } from '../../src/lib/json-scan.ts';
import { placesOfOne } from '../../src/lib/turns.ts';
import { waitingLogBytes } from '../../src/log-destination.ts';
import { longestWaitMs } from '../../src/storage/sqlite/patience.ts';
import { logLimitBytes, stuckLogBytes } from '../../src/storage/sqlite/sqlite-engine.ts';
import { type LimitGroup, bytes, count, defaults, invalid, time } from './limit.ts';

const { limits } = defaults;

/** What any request meets. */
export const requestLimits: LimitGroup = {
  title: 'A request',
  limits: [
    {
      what: 'body',
      bound: bytes(limits.bodyBytes),
      beyond: '413 `payload_too_large`',
      settings: ['LIMITS_BODY_BYTES'],
    },
    {
      what: 'body of who signs in or out',
      bound: bytes(sessionBodyBytes),
      beyond: '413 `payload_too_large`',
    },
    {
      what: 'uploaded file, files of a form',
      bound: `${bytes(limits.fileBytes)}, ${limits.uploadFiles} files`,
      beyond: '413 `payload_too_large`, 422 `validation_failed`',
      settings: ['LIMITS_FILE_BYTES', 'LIMITS_UPLOAD_FILES'],
    },
    {
      what: 'uploads received at once, in all locations',
      bound: `${uploadsAtOnce}, of which nobody takes all; each stages at most ${bytes(mostFormBytes(limits))} on the disk`,
      beyond: `${uploadsThatWait} wait unread in turns; then 503 \`unavailable\``,
    },
    {
      what: 'other parts of an upload',
      bound: `${mostTexts} of ${bytes(textBytes)}; names of ${longestName} characters; ${mostHeaders} headers of ${bytes(headerBytes)} each`,
      beyond: invalid,
    },
    {
      what: 'time that a request waits for the job that it began',
      bound: time(limits.jobWaitMs),
      beyond: 'the job goes on by itself; where the reply can, it says so with 202',
      settings: ['LIMITS_JOB_WAIT_MS'],
    },
    {
      what: 'time for a request to arrive',
      bound: time(limits.requestTimeoutMs),
      beyond: '408 `request_timeout`',
      settings: ['LIMITS_REQUEST_TIMEOUT_MS'],
    },
    {
      what: 'connections',
      bound: `${count(limits.connections)}, or the descriptors of the process less ${keptDescriptors}`,
      beyond: 'the one that is idle for longest is closed, else the new one',
      settings: ['LIMITS_CONNECTIONS'],
    },
    {
      what: 'requests of a connection that are answered at once',
      bound: `1; the next begins when its reply is out, and where two wait no more is read; ${count(mostWaiting)} wait on all connections`,
      beyond: 'the connection with the most of them is closed',
    },
    {
      what: 'taking a reply',
      bound: `${bytes(leastTaken)} in each ${time(takeMs)}, or the rest`,
      beyond: 'the connection is closed',
    },
    {
      what: 'replies not taken, all connections together',
      bound: bytes(mostUnread),
      beyond: 'the connections that took nothing for longest are closed',
    },
    {
      what: 'a connection without a request',
      bound: time(keepAliveMs),
      beyond: 'it is closed',
    },
    {
      what: 'headers, with the address',
      bound: bytes(16_384),
      beyond: '431 `headers_too_large`',
    },
    { what: 'id in an address', bound: '200 characters', beyond: '414 `uri_too_long`' },
    { what: 'depth of JSON', bound: String(maxJsonDepth), beyond: '400 `invalid_json`' },
    {
      what: 'bytes of the bodies of all requests at once, until they are answered',
      bound: `${bytes(bodyBytesAtOnce(limits.bodyBytes))}, or 12 of the longest; an integration has a third at most`,
      beyond: '503 `unavailable`',
    },
    {
      what: 'values of a JSON body, at any depth; keys of one object',
      bound: `${count(maxJsonValues)}; ${count(maxJsonKeys)}`,
      beyond: '413 `payload_too_large`, with the property that has them',
    },
    {
      what: 'digits of a number',
      bound: 'those that a double keeps: whole numbers to 2^53, any number of 15 digits',
      beyond: '422 `validation_failed`, where it would be stored or compared',
    },
    {
      what: '`Idempotency-Key`',
      bound: `${limits.idempotencyKeyLength} characters, kept ${limits.idempotencyMs / 3_600_000} h`,
      beyond: '400 `idempotency_key_invalid`',
      settings: ['LIMITS_IDEMPOTENCY_KEY_LENGTH', 'LIMITS_IDEMPOTENCY_HOURS'],
    },
    {
      what: 'fields named in one error, warnings of one reply',
      bound: `${mostFields}, ${mostWarnings}`,
      beyond: 'the rest is counted',
    },
    {
      what: 'sentence of an error',
      bound: `${count(longestMessage)} characters`,
      beyond: 'its end is left out',
    },
    {
      what: 'users that a request names, looked up to warn of strangers',
      bound: String(mostLookedUp),
      beyond: 'the others are kept without a warning',
    },
    {
      what: 'requests',
      bound: 'off; `highlevel`: 100 per 10 s and 200,000 a day for each integration',
      beyond: '429 `rate_limited` with `Retry-After`',
      settings: ['RATE_LIMIT'],
    },
    {
      what: 'bad tokens from one address',
      bound: `${freeFailures} in a row, less than ${time(forgetMs)} apart`,
      beyond: `answers are held back, up to ${time(longestDelayMs)}`,
    },
    {
      what: 'writes that wait',
      bound: `${count(limits.writeQueue)}, of one integration ${count(placesOfOne(limits.writeQueue))}; done in turn by location, and in each by integration`,
      beyond: '503 `unavailable` with `Retry-After`',
      settings: ['LIMITS_WRITE_QUEUE'],
    },
    {
      what: 'finishing when told to stop',
      bound: time(limits.shutdownMs),
      beyond: 'the process ends, status 1',
      settings: ['LIMITS_SHUTDOWN_MS'],
    },
    {
      what: "the database's log",
      bound: `${bytes(logLimitBytes)}; ${bytes(stuckLogBytes)} while the disk fails to take it over, which is tried at least each ${time(longestWaitMs)}`,
      beyond: '503 `storage_failed` or 507 `storage_full` to writes',
    },
    {
      what: 'lines of the log that wait for where they go',
      bound: bytes(waitingLogBytes),
      beyond: 'lines are dropped',
    },
  ],
};
