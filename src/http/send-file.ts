import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { FileReply } from '../access/operation-request.ts';

/** A file as it was uploaded, for saving: nothing in it is ever run or shown as a page of ours. */
export function sendFile(file: FileReply, reply: FastifyReply): FastifyReply {
  return reply
    .code(200)
    .headers({
      'Content-Type': file.mimetype,
      'Content-Length': file.size,
      'Content-Disposition': contentDisposition(file.name),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      'Accept-Ranges': 'none',
    })
    .send(file.stream);
}
