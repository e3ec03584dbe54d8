import type { IncomingMessage } from 'node:http';
import { errors } from '../errors/catalogue.ts';

export type BodyLimits = {
  limitBytes: number;
  /** Counts what has come; false where no more may be held now. */
  hold(bytes: number): boolean;
};

const firstBytes = 16_384;
const nothing: Buffer = Buffer.alloc(0);

/**
 * The whole body. Of one in a thousand pieces nothing is kept but its bytes, and for what is only
 * announced nothing is set aside. Throws `payload_too_large`, at once where the length is said,
 * `unavailable`, `bad_request`, or what the request failed with.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const { 'content-length': said } = request.headers;
  const length = said === undefined ? undefined : Number(said);
  const tooLarge = errors.payloadTooLarge;
  if (length !== undefined && length > limits.limitBytes) {
    return Promise.reject(tooLarge(limits.limitBytes));
  }
  return new Promise((resolve, reject) => {
    let bytes = nothing;
    let size = 0;
    const fail = (error: unknown): void => {
      request.off('data', receive).off('end', finish);
      reject(error);
    };
    const finish = (): void => {
      if (length === undefined || length === size) {
        resolve(bytes.length === size ? bytes : bytes.subarray(0, size));
      } else fail(errors.badRequest());
    };
    const receive = (chunk: Buffer): void => {
      const next = size + chunk.length;
      if (next > limits.limitBytes) return void fail(tooLarge(limits.limitBytes));
      if (!limits.hold(chunk.length)) {
        return void fail(errors.unavailable('Other bodies take all the room; try again'));
      }
      if (chunk.length === length) bytes = chunk;
      else {
        if (next > bytes.length) {
          const larger = Buffer.allocUnsafe(Math.max(firstBytes, next, 2 * size));
          bytes.copy(larger, 0, 0, size);
          bytes = larger;
        }
        chunk.copy(bytes, size);
      }
      size = next;
    };
    request.on('data', receive).on('end', finish).on('error', fail);
  });
}
