import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Base URLs under which a document is kept: a Host header says whatever it likes. */
const mostKept = 4;
const placeholder = 'https://base-url.invalid';

type Kept = { bytes: Buffer; etag: string };

export type SharedDocument = { send(request: FastifyRequest, reply: FastifyReply): FastifyReply };

/**
 * A document that is the same for everybody but for its base URL: made once, and sent from one
 * buffer. `writeUrl` is how the document writes the URL.
 */
export function shareDocument(
  contentType: string,
  publicUrl: string | undefined,
  make: (baseUrl: string) => string,
  writeUrl: (text: string) => string,
): SharedDocument {
  let parts: string[] | undefined;
  const kept = new Map<string, Kept>();
  const documentFor = (baseUrl: string): Kept => {
    const known = kept.get(baseUrl);
    if (known) return known;
    parts ??= make(placeholder).split(placeholder);
    const bytes = Buffer.from(parts.join(writeUrl(baseUrl)));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(baseUrl, { bytes, etag });
    return { bytes, etag };
  };
  return {
    send: (request, reply) => {
      const baseUrl = publicUrl ?? `${request.protocol}://${request.host}`;
      const { bytes, etag } = documentFor(baseUrl);
      reply.headers({
        'Content-Type': contentType,
        'Cache-Control': 'no-cache',
        ETag: etag,
        ...(publicUrl === undefined && { Vary: 'Host' }),
      });
      const known = request.headers['if-none-match']?.split(',').map((each) => each.trim());
      return known?.includes(etag) ? reply.code(304).send() : reply.send(bytes);
    },
  };
}
