import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { WireVersion } from '../../contract/operation.ts';
import { type Resolve, type Schema, exampleOf } from './json-schema.ts';

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
  /** Undefined where the version does not have the operation. */
  request(operationId: string, version: WireVersion): PublishedRequest | undefined;
  /** The statuses and replies of an operation; undefined where the version does not have it. */
  replies(operationId: string, version: WireVersion): Map<number, PublishedReply> | undefined;
  /** The body that the documents have for a status in general. */
  common(status: number): PublishedReply | undefined;
};

type Json = { [key: string]: Json } & Schema;
type Document = { id: string; json: Json };

const usual = fileURLToPath(new URL('../../../shared/reference/openapi', import.meta.url));
const files: Readonly<Record<WireVersion, readonly string[]>> = {
  v2: ['v2/contacts.json', 'v2/locations.json'],
  v3: ['v3/contacts-v3.json', 'v3/locations-v3.json'],
};
const commonFile = 'common/common-schemas.json';
const commonNames: Readonly<Record<number, string>> = {
  400: 'BadRequestDTO',
  401: 'UnauthorizedDTO',
  403: 'ForbiddenDTO',
  404: 'NotFoundDTO',
  422: 'UnprocessableDTO',
};

/** The published OpenAPI documents, where they are at hand; undefined where they are not. */
export function loadPublished(
  folder: string = process.env['PUBLISHED_OPENAPI'] ?? usual,
): Published | undefined {
  if (!existsSync(folder)) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const documents = new Map<string, Document>();
  for (const file of [...files.v2, ...files.v3, commonFile]) {
    const id = `https://published.example/${file}`;
    const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
    documents.set(id, { id, json });
    ajv.addSchema(json, id);
  }
  const common = `https://published.example/${commonFile}`;

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

  const find = (operationId: string, version: WireVersion) => {
    for (const file of files[version]) {
      const id = `https://published.example/${file}`;
      for (const [path, methods] of Object.entries(documents.get(id)?.json['paths'] ?? {})) {
        for (const [method, operation] of Object.entries(methods)) {
          if (String(operation['operationId']) !== operationId) continue;
          return { id, path, method, operation };
        }
      }
    }
    return undefined;
  };

  return {
    request: (operationId, version) => {
      const found = find(operationId, version);
      if (!found) return undefined;
      const { id, path, method, operation } = found;
      const place = `${id}#/paths/${pointerPart(path)}/${method}/requestBody`;
      const body = operation['requestBody'] && at(`${place}/content/application~1json/schema`);
      return {
        method: method.toUpperCase(),
        path,
        query: Object.values(operation['parameters'] ?? {})
          .filter((each) => String(each['in']) === 'query')
          .map((each) => String(each['name'])),
        body: Object.keys(body?.schema['properties'] ?? {}),
        example: body && exampleOf(body.schema, body.resolve),
        scopes: Object.values(operation['security'] ?? {}).flatMap((each) =>
          Object.values(each).flatMap((scopes) => Object.values(scopes).map(String)),
        ),
      };
    },
    replies: (operationId, version) => {
      const found = find(operationId, version);
      if (!found) return undefined;
      const place = `${found.id}#/paths/${pointerPart(found.path)}/${found.method}/responses`;
      return repliesOf(found.operation['responses'] ?? {}, place, replyAt);
    },
    common: (status) => {
      const name = commonNames[status];
      return name === undefined ? undefined : replyAt(`${common}#/components/schemas/${name}`);
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
