import { Ajv } from 'ajv';
import type { Operation, WireVersion } from '../../contract/operation.ts';
import { type Resolve, type Schema, exampleOf } from './json-schema.ts';
import {
  type Json,
  type PublishedDocument,
  commonId,
  readPublishedDocuments,
} from './published-documents.ts';
import { positional } from './published-facts.ts';

/** One documented reply: its schema, which can be missing, and what its values are held to. */
export type PublishedReply = {
  schema: Schema | undefined;
  resolve: Resolve;
  /** Paths and keywords that a value offends, such as `contact.tags type`. */
  mismatches(value: unknown): string[];
};

/** What a request of an operation is published to be. */
export type PublishedRequest = {
  method: string;
  path: string;
  query: string[];
  body: string[];
  /** The body made of the published examples; undefined where there is none. */
  example: unknown;
  scopes: string[];
};

export type Published = {
  /** Found by method and path; undefined where the version does not have the operation. */
  request(operation: Operation, version: WireVersion): PublishedRequest | undefined;
  /** The statuses and replies of an operation; undefined where the version does not have it. */
  replies(operation: Operation, version: WireVersion): Map<number, PublishedReply> | undefined;
  /** The body that the documents have for a status in general. */
  common(status: number): PublishedReply | undefined;
};

const commonNames: Readonly<Record<number, string>> = {
  400: 'BadRequestDTO',
  401: 'UnauthorizedDTO',
  403: 'ForbiddenDTO',
  404: 'NotFoundDTO',
  422: 'UnprocessableDTO',
};

type Document = Pick<PublishedDocument, 'id' | 'json'>;

/** The published OpenAPI documents, where they are at hand; undefined where they are not. */
export function loadPublished(folder?: string): Published | undefined {
  const read = readPublishedDocuments(folder);
  if (!read) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const common: Document = { id: commonId, json: read.common };
  const documents = new Map([...read.documents, common].map((each) => [each.id, each]));
  for (const { id, json } of documents.values()) ajv.addSchema(json, id);

  const at = (reference: string): { schema: Schema; resolve: Resolve } => {
    const [id = '', pointer = ''] = reference.split('#');
    const document = documents.get(id);
    if (!document) throw new Error(`no document ${id}`);
    let schema = document.json;
    for (const part of pointer.split('/').slice(1)) {
      const next = schema[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
      if (next === undefined) throw new Error(`nothing at ${reference}`);
      schema = next;
    }
    return resolverOf(document)(schema);
  };
  const resolverOf =
    (document: Document): Resolve =>
    (schema) => {
      const { $ref } = schema;
      if (typeof $ref !== 'string') return { schema, resolve: resolverOf(document) };
      return at(new URL($ref, document.id).href);
    };
  const replyAt = (reference: string): PublishedReply => {
    const validate = ajv.compile({ $ref: reference });
    return {
      ...at(reference),
      mismatches: (value) => {
        if (validate(value)) return [];
        return (validate.errors ?? []).map(({ instancePath, keyword }) => {
          const path = instancePath.slice(1).replaceAll('/', '.').replaceAll(/\.\d+/g, '[]');
          return `${path} ${keyword}`;
        });
      },
    };
  };

  const find = (operation: Operation, version: WireVersion) => {
    for (const path of [operation.path, ...(operation.alsoAt ?? [])]) {
      for (const document of read.documents.filter((each) => each.version === version)) {
        for (const [publishedPath, methods] of Object.entries(document.json['paths'] ?? {})) {
          const method = operation.method.toLowerCase();
          const published = methods[method];
          if (!published || positional(publishedPath) !== positional(path)) continue;
          return { id: document.id, path: publishedPath, method, published };
        }
      }
    }
    return undefined;
  };

  return {
    request: (operation, version) => {
      const found = find(operation, version);
      if (!found) return undefined;
      const { id, path, method, published } = found;
      const [type] = Object.keys(published['requestBody']?.['content'] ?? {});
      const place = `${id}#/paths/${pointerPart(path)}/${method}/requestBody/content`;
      const body = type === undefined ? undefined : at(`${place}/${pointerPart(type)}/schema`);
      return {
        method: method.toUpperCase(),
        path,
        query: Object.values(published['parameters'] ?? {})
          .filter((each) => String(each['in']) === 'query')
          .map((each) => String(each['name'])),
        body: Object.keys(body?.schema['properties'] ?? {}),
        example: body && exampleOf(body.schema, body.resolve),
        scopes: Object.values(published['security'] ?? {}).flatMap((each) =>
          Object.values(each).flatMap((scopes) => Object.values(scopes).map(String)),
        ),
      };
    },
    replies: (operation, version) => {
      const found = find(operation, version);
      if (!found) return undefined;
      const place = `${found.id}#/paths/${pointerPart(found.path)}/${found.method}/responses`;
      return repliesOf(found.published['responses'] ?? {}, place, replyAt);
    },
    common: (status) => {
      const name = commonNames[status];
      return name === undefined ? undefined : replyAt(`${commonId}#/components/schemas/${name}`);
    },
  };
}

const none: PublishedReply = {
  schema: undefined,
  resolve: (schema) => ({ schema, resolve: none.resolve }),
  mismatches: () => [],
};

function repliesOf(
  responses: Json | Record<string, Json>,
  place: string,
  replyAt: (reference: string) => PublishedReply,
): Map<number, PublishedReply> {
  return new Map(
    Object.entries(responses).map(([status, response]) => {
      const content = response['content']?.['application/json']?.['schema'];
      const reference = `${place}/${status}/content/application~1json/schema`;
      return [Number(status), content === undefined ? none : replyAt(reference)];
    }),
  );
}

/** One part of a JSON pointer within an address. */
function pointerPart(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
