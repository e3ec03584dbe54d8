import type { IncomingHttpHeaders } from 'node:http';
import type { AppError } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';

/** What a request says about how it is sent that it must not: twice a Host, or an unknown transfer. */
export function framingProblem(
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
): AppError | undefined {
  let hosts = 0;
  for (let each = 0; each < rawHeaders.length; each += 2) {
    const name = rawHeaders[each];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts > 1) return errors.badRequest('has more than one Host');
  const transfer = headers['transfer-encoding'];
  if (transfer === undefined || transfer.trim().toLowerCase() === 'chunked') return undefined;
  return errors.badRequest(`has the Transfer-Encoding ${transfer}, which is not supported`);
}

/** A body is UTF-8 and as it is: what is labelled otherwise would be read as something else. */
export function bodyLabelProblem(headers: IncomingHttpHeaders): AppError | undefined {
  const encoding = headers['content-encoding'];
  const contentType = headers['content-type'] ?? '';
  if (encoding === undefined && !contentType.includes(';')) return undefined;
  const { 'content-length': length, 'transfer-encoding': transfer } = headers;
  if (transfer === undefined && (length === undefined || Number(length) === 0)) return undefined;
  if (encoding !== undefined && !/^\s*(?:identity)?\s*$/i.test(encoding)) {
    return errors.unsupportedEncoding(encoding);
  }
  for (const [, charset = ''] of contentType.matchAll(/;\s*charset\s*=\s*"?([^\s";]*)/gi)) {
    if (!/^utf-?8$/i.test(charset)) return errors.unsupportedCharset(charset);
  }
  return undefined;
}
