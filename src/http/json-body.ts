import { inexactProblem } from '../access/check-request.ts';
import type { AppError } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';
import { type ParsedJson, parseJsonBytes } from '../lib/json.ts';
import { maxJsonKeys, maxJsonValues } from '../lib/json-scan.ts';

/** A body of nothing but blanks is none. */
export function readJsonBody(bytes: Buffer): ParsedJson | AppError {
  if (isBlank(bytes)) return { value: undefined, hasCodes: false, inexact: [] };
  const parsed = parseJsonBytes(bytes);
  if ('value' in parsed) return parsed;
  if ('tooManyIn' in parsed)
    return errors.tooManyValues(parsed.tooManyIn, maxJsonValues, maxJsonKeys);
  if ('inexact' in parsed) return errors.validationFailed(parsed.inexact.map(inexactProblem));
  return errors.invalidJson(parsed.problem, parsed.line, parsed.column);
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}
