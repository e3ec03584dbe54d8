import type { Operation } from '../../contract/operation.ts';
import { type Payload, type SentForm, multipartOf } from './forms.ts';
import type { Wire } from './server.ts';

export type { Wire } from './server.ts';

/** A request for an operation, by the places its values stand in. */
export type SampleRequest = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Instead of a body, for an operation that takes a form. */
  form?: SentForm;
  /** A text that the reply must hold. */
  shows?: string;
  /** A property of the body: ids of which each is answered for by itself, a bad one within the 2xx. */
  answersEach?: string;
  /** It succeeds and, as things are, leaves no event. */
  changesNothing?: true;
  /** The same record reached by other means, one query each. */
  variants?: Record<string, string>[];
};

/** Path and query of a request. */
export function addressOf({ path }: Operation, { params = {}, query = {} }: SampleRequest): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** What goes into a request, for a test server's call. */
export function contentOf({ body, form }: SampleRequest): { body?: unknown; form?: SentForm } {
  return { ...(body && { body }), ...(form && { form }) };
}

/** The same as bytes with their type; undefined where nothing is sent. */
export function payloadOf({ body, form }: SampleRequest): Payload | undefined {
  if (form) return multipartOf(form);
  if (!body) return undefined;
  return { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
}

/** Sends with what `call` stands for; throws unless the operation succeeds. */
export async function sendWith(
  call: (
    method: string,
    path: string,
    options: { token: string; version: string; body?: unknown; form?: SentForm },
  ) => Promise<{ status: number; body: Wire; text: string }>,
  tokenFor: (operation: Operation) => string,
  operation: Operation,
  request: SampleRequest,
): Promise<Wire> {
  const { status, body, text } = await call(operation.method, addressOf(operation, request), {
    token: tokenFor(operation),
    version: '2021-07-28',
    ...contentOf(request),
  });
  if (status !== operation.success) throw new Error(`${operation.id} answered ${status}: ${text}`);
  return body;
}
