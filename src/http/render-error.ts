import { STATUS_CODES } from 'node:http';
import type { AppError } from '../errors/app-error.ts';
import { type Compatibility, statusOf } from '../access/compatibility.ts';

export type RenderedError = { status: number; body: Record<string, unknown> };

/** The wire's error body; a list of messages where several fields can be at fault. */
export function renderError(
  error: AppError,
  traceId: string,
  compatibility: Compatibility,
): RenderedError {
  const status = statusOf(error.code, compatibility);
  const { duplicate, ...rest } = splitMeta(error);
  return {
    status,
    body: {
      statusCode: status,
      message: messageOf(error, compatibility),
      error: STATUS_CODES[status],
      ...(duplicate && { meta: duplicate }),
      ...(compatibility.errorDetails && {
        code: error.code,
        ...(error.fields && { fields: error.fields }),
        ...rest.other,
      }),
      traceId,
    },
  };
}

function messageOf(error: AppError, compatibility: Compatibility): string | string[] {
  if (error.code === 'location_forbidden') {
    return compatibility.locationForbiddenMessage ?? error.publicMessage;
  }
  if (!compatibility.listedMessage.has(error.code)) return error.publicMessage;
  return error.fields?.map((each) => each.message) ?? [error.publicMessage];
}

/** `meta` is published for duplicates; anything else of it is ours. */
function splitMeta(error: AppError): {
  duplicate?: Record<string, unknown>;
  other?: Record<string, unknown>;
} {
  if (!error.meta) return {};
  return error.code === 'duplicate_contact' ? { duplicate: error.meta } : { other: error.meta };
}
