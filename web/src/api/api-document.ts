import { queryOptions } from '@tanstack/react-query';
import { curlOf } from '../lib/curl.ts';
import { apiBase } from '../lib/place.ts';
import { ApiError, fetchRaw } from './client.ts';

/** As much of a JSON schema as is shown. */
export type Schema = {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  patternProperties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema | boolean;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  $ref?: string;
};

export type ApiParameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
};

type Content = Readonly<Record<string, { schema: Schema; example?: unknown }>>;

export type DescribedOperation = {
  operationId: string;
  summary: string;
  description: string;
  tags: readonly string[];
  parameters: readonly ApiParameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Readonly<Record<string, { description: string; content: Content }>>;
  security: readonly Readonly<Record<string, readonly string[]>>[];
  'x-only-reads'?: boolean;
};

/** As much of the OpenAPI document as is shown. */
export type ApiDocument = {
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
};

export const documentPath = '/openapi.json';
export const collectionPath = '/postman.json';

export const apiDocumentCurl = curlOf('GET', apiBase + documentPath);

/** What the server says of itself: the same until another version of it starts. */
export const apiDocumentQuery = queryOptions({
  queryKey: ['api-document'],
  queryFn: async ({ signal }): Promise<ApiDocument> => {
    const reply = await fetchRaw('GET', documentPath, { headers: {}, body: undefined, signal });
    if (!reply.ok) throw new ApiError(reply.status, `The server answered ${reply.status}.`, {});
    return (await reply.json()) as ApiDocument;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
