import type { TSchema } from 'typebox';
import { contactChanges, contactValues } from '../../contract/events/event-values.ts';
import { Event } from '../../contract/events/operations.ts';
import {
  type Operation,
  type OperationShape,
  type ReplySchema,
  type SessionOperation,
  needsBody,
} from '../../contract/operation.ts';
import { everyOperation, operations } from '../../contract/operations.ts';
import { ErrorReply } from '../../contract/primitives.ts';
import { grants } from '../../contract/scopes.ts';
import { sessionOperations } from '../../contract/sessions/operations.ts';
import { exampleBody } from './request-examples.ts';

type Json = Record<string, unknown>;

/** A sentence about each group of operations. */
export const tagDescriptions: Readonly<Record<string, string>> = {
  Contacts: 'The people of a location.',
  Notes: 'What was written down about a contact.',
  Tasks: 'What is to be done about a contact, and by when.',
  'Recurring tasks': 'Tasks made again and again, in the time zone of the location.',
  Businesses: 'Companies that contacts belong to.',
  Campaigns: 'Named hooks: enrolling a contact is an event that integrations read.',
  Workflows: 'Named hooks, as campaigns are; a contact may enter one again.',
  Appointments: 'When a contact is met. There are no calendars: no slots are checked.',
  'Custom fields': 'What a location knows about its contacts besides the usual fields.',
  'Custom fields by object': 'The same fields, and folders of them, for contacts and businesses.',
  Users: 'People of this installation: admins and users, with locations and roles.',
  Locations: 'Business profile and settings, with the duplicate policy.',
  'Custom values': 'Texts of a location that templates name by their key.',
  Tags: 'What contacts of a location are marked with; a name is one tag, in whatever case.',
  'Private Integrations': 'Tokens of a location and what they may do.',
  Jobs: 'Work that goes on after the request that asked for it.',
  Session: 'Of people who sign in, in the app: by cookie, with the header `X-Groundlevel-Client`.',
  Events: 'What changed, in order, with before and after.',
};

/** The OpenAPI 3.1 document of every operation, from the contract. `serverUrl` has no slash at its end. */
export function openApiDocument(serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  const add = ({ method, path }: OperationShape, described: Json): void => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: described };
  };
  for (const operation of operations) add(operation, describe(operation));
  for (const operation of sessionOperations) add(operation, describeSession(operation));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Groundlevel',
      version: '0.1.0',
      summary: "A self-hosted contacts platform that speaks HighLevel's Contacts API",
      description:
        'Under the compatibility `documented`, statuses are those of the quick start; `observed` ' +
        'answers as the hosted service has been seen to. Version `v3` renames some reply keys. ' +
        'Independent of HighLevel.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }],
    tags: [...new Set(everyOperation.map((each) => each.tag))].map((name) => ({
      name,
      description: tagDescriptions[name] ?? name,
    })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Private Integration Token, `pit-…`',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-gl_session',
          description:
            'Of a person who signed in; `gl_session` without TLS. A session calls what its role may.',
        },
      },
      schemas: {
        Error: ErrorReply,
        ...Object.fromEntries([...components].map(([each, name]) => [name, withReferences(each)])),
      },
    },
  };
}

function describe(operation: Operation): Json {
  return {
    ...describeShape(operation, errorStatuses(operation)),
    description: scopeSentence(operation) + alsoAtSentence(operation),
    security: [{ bearer: [operation.scope] }],
  };
}

function describeSession(operation: SessionOperation): Json {
  const isOpen = operation.opensTo === 'anyone';
  return {
    ...describeShape(operation, sessionErrorStatuses(operation)),
    description: isOpen ? 'For anyone: no token and no session.' : 'For who is signed in.',
    security: isOpen ? [] : [{ session: [] }],
  };
}

type Status = [status: string, description: string];

function describeShape(operation: OperationShape, refusals: readonly Status[]): Json {
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    ...(operation.reads && { 'x-only-reads': true }),
    parameters: parametersOf(operation),
    ...(operation.body && {
      requestBody: {
        required: needsBody(operation),
        content: json(operation.body, exampleBody(operation.id)),
      },
    }),
    ...(operation.form && {
      requestBody: { required: true, content: formContent(operation.form) },
    }),
    responses: {
      [operation.success]: {
        description: 'Done',
        ...(operation.ifMatch && {
          headers: { ETag: { description: "The contact's version", schema: { type: 'string' } } },
        }),
        content: contentOf(operation),
      },
      ...(operation.accepted && {
        202: {
          description: 'Done as far as anyone sees; a job goes on with the rest',
          content: json(bothVersions(operation.accepted)),
        },
      }),
      ...Object.fromEntries(
        refusals.map(([status, description]) => [
          status,
          { description, content: json({ $ref: '#/components/schemas/Error' }) },
        ]),
      ),
    },
  };
}

/** Beside the texts, any part with a file name is a file, whatever its name. */
function formContent(form: TSchema): Json {
  const schema = { ...form, additionalProperties: { type: 'string', format: 'binary' } };
  return { 'multipart/form-data': { schema } };
}

const fileContent = { '*/*': { schema: { type: 'string', format: 'binary' } } };

const streamDescription =
  'Server-sent events. `event` is the type of an event, `id` its cursor, `data` the event as ' +
  'GET /api/events shows it. `ready` comes once what was there has been told, `end` with a reason ' +
  'before the server ends the stream; the data of both is JSON with a cursor. The schema is of an event’s data.';

function contentOf(operation: OperationShape): Json {
  if (operation.fileReply) return fileContent;
  return operation.streamReply
    ? { 'text/event-stream': { schema: { description: streamDescription, ...eventReference } } }
    : json(bothVersions(operation.reply));
}

function scopeSentence(operation: Operation): string {
  const part = grants(['contacts'], operation.scope) ? ', part of `contacts`' : '';
  const { managementOnly, adminsToo, membersOwn } = operation;
  const who = adminsToo ? 'an owner or an admin' : 'an owner';
  const kind = managementOnly ? ` A management token is needed, or the session of ${who}.` : '';
  const own = membersOwn ? ' The session of a member changes what that member made.' : '';
  return `Scope \`${operation.scope}\`${part}.${kind}${own}`;
}

function alsoAtSentence({ alsoAt = [] }: OperationShape): string {
  return alsoAt.length > 0 ? ` Also at ${alsoAt.map((path) => `\`${path}\``).join(', ')}.` : '';
}

/** Shapes that stand in many places. */
const components: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Event, 'Event'],
  [contactValues, 'EventContact'],
  [contactChanges, 'EventContactChanges'],
]);

const eventReference = { $ref: '#/components/schemas/Event' };

/** With a reference in place of what stands among the components. */
function referring(schema: unknown): unknown {
  const name = components.get(schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return withReferences(schema);
}

function withReferences(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(referring);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, referring(each)]));
}

function bothVersions(reply: ReplySchema): unknown {
  return reply.v2 === reply.v3
    ? referring(reply.v2)
    : {
        anyOf: [
          { title: 'Version 2021-07-28', ...reply.v2 },
          { title: 'Version v3', ...reply.v3 },
        ],
      };
}

function parametersOf(operation: OperationShape): Json[] {
  const ofSession = 'opensTo' in operation;
  const header = (name: string, description: string, required = false): Json => ({
    name,
    in: 'header',
    description,
    ...(required && { required }),
    schema: { type: 'string' },
  });
  return [
    ...propertiesOf(operation.params).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema,
    })),
    ...propertiesOf(operation.query).map(([name, schema]) => ({
      name,
      in: 'query',
      required: requiredOf(operation.query).includes(name),
      schema,
    })),
    header('Version', '`2021-07-28` (also when absent) or `v3`'),
    ...(ofSession ? [header('X-Groundlevel-Client', '`app`', true)] : []),
    ...(operation.method === 'POST' && !ofSession
      ? [header('Idempotency-Key', 'The same key and body get the same reply for 24 hours')]
      : []),
    ...(operation.ifMatch
      ? [header('If-Match', 'An ETag: 412 when the contact has changed since')]
      : []),
  ];
}

function propertiesOf(schema: TSchema | undefined): [string, unknown][] {
  const found = schema && 'properties' in schema ? schema.properties : {};
  return typeof found === 'object' && found !== null ? Object.entries(found) : [];
}

function requiredOf(schema: TSchema | undefined): readonly unknown[] {
  const required = schema && 'required' in schema ? schema.required : [];
  return Array.isArray(required) ? required : [];
}

/** Statuses under `documented`; the page of errors has both compatibilities. */
function errorStatuses(operation: Operation): Status[] {
  const inPath = operation.path.includes('{');
  return [
    ['400', 'The body is not JSON, or locationId is missing'],
    ['401', 'The token is missing, wrong, expired or lacks the scope'],
    ['403', "The location is not the token's own"],
    ...(inPath ? [['404', 'There is none with this id'] as Status] : []),
    ...(operation.ifMatch ? [['412', 'Changed since If-Match'] as Status] : []),
    ['422', 'A field has a wrong value, or the contact would be a duplicate'],
    ['429', 'The limit of requests is reached'],
  ];
}

function sessionErrorStatuses({ body, opensTo }: SessionOperation): Status[] {
  return [
    ...(body ? [['400', 'The body is not JSON'] as Status] : []),
    ['401', opensTo === 'anyone' ? 'E-mail or password is wrong' : 'Nobody is signed in'],
    ['403', 'The header X-Groundlevel-Client is missing, or the request is of another origin'],
    ...(body ? [['410', 'The link does not work any more'] as Status] : []),
    ...(body ? [['422', 'A field has a wrong value'] as Status] : []),
    ['429', 'Too many tries, or requests'],
  ];
}

function json(schema: unknown, example?: unknown): Json {
  return { 'application/json': { schema, ...(example !== undefined && { example }) } };
}
