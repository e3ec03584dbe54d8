import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { AppError, FieldProblem } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import type { SentFile } from '../features/files/files.ts';
import type { FileStore } from '../storage/files/file-store.ts';
import { fileNameProblem, mimetypeOf, partNameProblem } from './form-parts.ts';

export type FormLimits = { fileBytes: number; uploadFiles: number };

/** Of a text part when it arrives; what it throws ends the form. */
export type PartCheck = (name: string, text: string) => Promise<unknown>;

export const mostTexts = 20;
export const textBytes = 4096;
export const headerBytes = 8192;
export const mostHeaders = 20;
/** Of a part besides its content: its headers, its boundary. */
const partBytes = headerBytes + 1024;

/** The bytes of a form, at most. */
export function mostFormBytes({ fileBytes, uploadFiles }: FormLimits): number {
  return uploadFiles * (fileBytes + partBytes) + mostTexts * (textBytes + partBytes);
}

/** Throws `unsupported_media_type` or `payload_too_large`: before the body is read. */
export function requireForm(
  { 'content-type': contentType = '', 'content-length': length = '0' }: IncomingHttpHeaders,
  limits: FormLimits,
): void {
  if (!/^multipart\/form-data(?:;|$)/i.test(contentType.trim())) {
    throw errors.unsupportedMediaType(contentType, 'multipart/form-data');
  }
  const most = mostFormBytes(limits);
  if (Number(length) > most) throw errors.payloadTooLarge(most);
}

/**
 * Reads a multipart form: its texts are returned, its files are put to `files` as they are on the disk,
 * also when it throws. Throws `invalid_form`, `payload_too_large`, `validation_failed` that names every
 * part at fault, or `client_gone`; what the client still sends then is let go by.
 */
export async function readForm(
  request: IncomingMessage,
  { store, limits, checkPart }: { store: FileStore; limits: FormLimits; checkPart: PartCheck },
  files: SentFile[],
): Promise<Record<string, string>> {
  const texts = new Map<string, string>();
  const problems: FieldProblem[] = [];
  const names = new Set<string>();
  const staging: Promise<void>[] = [];
  let current: BusboyFileStream | undefined;
  const refuse = (field: string, problem: string): void => {
    problems.push({ field, message: `${field} ${problem}` });
  };

  const receive = async (
    part: string,
    stream: BusboyFileStream,
    file: Omit<SentFile, 'staged'>,
  ) => {
    const staged = await store.stage(stream, limits.fileBytes);
    files.push({ ...file, staged });
    if (stream.truncated) throw errors.fileTooLarge(part, limits.fileBytes);
    if (staged.size === 0) refuse(part, `is an empty file`);
  };

  const parse = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const parser = startParser(request, limits);
      const totalBytes = mostFormBytes(limits);
      let bytes = 0;
      const end = (error?: unknown): void => {
        request.unpipe(parser);
        // Node drops what nobody reads only where nobody has begun to.
        request.off('data', count).resume();
        if (error === undefined) resolve();
        else {
          current?.destroy(error instanceof Error ? error : undefined);
          reject(error);
        }
      };
      const count = (chunk: Buffer): void => {
        bytes += chunk.length;
        if (bytes > totalBytes) end(errors.payloadTooLarge(totalBytes));
      };
      parser.on('field', (part, text, _nameCut, isCut) => {
        const problem = partNameProblem(part);
        if (problem) return refuse('body', problem);
        if (texts.has(part)) refuse(part, 'came more than once');
        if (isCut) refuse(part, `must be at most ${textBytes} bytes`);
        texts.set(part, text);
        // Files that come behind it for nobody are not taken at all.
        if (problems.length === 0) checkPart(part, text).catch(end);
      });
      parser.on('file', (part, stream, originalName, encoding, mimetype) => {
        current = stream;
        // Told through the staging, or not at all where the file is not wanted.
        stream.on('error', () => undefined);
        const problem = partNameProblem(part);
        const nameProblem = fileNameProblem(originalName);
        if (problem) refuse('body', problem);
        else if (nameProblem) refuse(part, nameProblem);
        else if (names.has(originalName)) refuse(part, 'has the name of another file of the form');
        if (problem || nameProblem || names.has(originalName)) return stream.resume();
        names.add(originalName);
        const type = mimetypeOf(mimetype);
        const file = {
          partName: part,
          originalName,
          encoding: shortWord(encoding),
          mimetype: type,
        };
        const received = receive(part, stream, file);
        staging.push(received);
        received.catch(end);
        return undefined;
      });
      parser.on('partsLimit', () => end(tooMany('parts', limits.uploadFiles + mostTexts)));
      parser.on('filesLimit', () => end(tooMany('files', limits.uploadFiles)));
      parser.on('fieldsLimit', () => end(tooMany('text parts', mostTexts)));
      parser.on('error', (error: Error) => end(errors.invalidForm(error.message)));
      parser.on('finish', () => end());
      request.on('data', count);
      request.once('close', () => {
        if (!request.complete) end(errors.clientGone());
      });
      request.pipe(parser);
    });

  if (request.destroyed) throw errors.clientGone();
  try {
    await parse();
  } finally {
    await Promise.allSettled(staging);
  }
  await Promise.all(staging);
  // A short file is on the disk before a long one that came first.
  const order = [...names];
  files.sort((a, b) => order.indexOf(a.originalName) - order.indexOf(b.originalName));
  if (problems.length === 0 && files.length === 0) refuse('files', 'must be at least one');
  if (problems.length > 0) throw errors.validationFailed(problems);
  return Object.fromEntries(texts);
}

function startParser(request: IncomingMessage, limits: FormLimits): InstanceType<typeof Busboy> {
  const { 'content-type': contentType = '' } = request.headers;
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      // A path is refused by its name, not quietly cut to its end.
      preservePath: true,
      limits: {
        fileSize: limits.fileBytes,
        files: limits.uploadFiles,
        fields: mostTexts,
        fieldSize: textBytes,
        parts: limits.uploadFiles + mostTexts,
        headerPairs: mostHeaders,
        headerSize: headerBytes,
      },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw errors.invalidForm(problem);
  }
}

function tooMany(what: string, most: number): AppError {
  return errors.validationFailed([
    { field: 'files', message: `at most ${most} ${what} in a form` },
  ]);
}

function shortWord(word: string): string {
  return /^[\w-]{1,40}$/.test(word) ? word : '7bit';
}
