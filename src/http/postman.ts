import type { Operation, OperationShape } from '../../contract/operation.ts';
import { everyOperation } from '../../contract/operations.ts';
import { exampleBodies, exampleContact } from './request-examples.ts';

type Json = Record<string, unknown>;
type Step = {
  name: string;
  method: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  form?: string[];
  /** Of who signs in: without a token, with the header of the app. */
  ofSession?: boolean;
  before?: string[];
  tests: string[];
};

const bearer = { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] };

const isStatus = (status: number): string =>
  `pm.test('status ${status}', () => pm.response.to.have.status(${status}));`;
const holds = (what: string, assertion: string): string =>
  `pm.test('${what}', () => { const body = pm.response.json(); ${assertion} });`;

/** The quick start's checklist, with a fresh address where scripts run (Insomnia may run none). */
const quickStart: readonly Step[] = [
  {
    name: '1. Create a contact',
    method: 'POST',
    path: '/contacts',
    body: exampleContact,
    before: [
      "pm.collectionVariables.set('email', pm.variables.replaceIn('jane.{{$guid}}@example.com'));",
    ],
    tests: [
      isStatus(201),
      holds(
        'the contact is returned',
        "pm.expect(body.contact.firstName).to.eql('Jane'); " +
          "pm.expect(body.contact.tags).to.eql(['api-test']);",
      ),
      "pm.collectionVariables.set('contactId', pm.response.json().contact.id);",
    ],
  },
  {
    name: '2. Read it back',
    method: 'GET',
    path: '/contacts/{{contactId}}',
    tests: [
      isStatus(200),
      holds(
        'it is the contact',
        "pm.expect(body.contact.id).to.eql(pm.collectionVariables.get('contactId')); " +
          "pm.expect(body.contact.lastName).to.eql('Smith');",
      ),
    ],
  },
  {
    name: '3. Update the last name',
    method: 'PUT',
    path: '/contacts/{{contactId}}',
    body: { lastName: 'Updated' },
    tests: [
      isStatus(200),
      holds('lastName is changed', "pm.expect(body.contact.lastName).to.eql('Updated');"),
    ],
  },
  {
    name: '4. Search for it',
    method: 'GET',
    path: '/contacts',
    query: { locationId: '{{locationId}}', query: '{{email}}' },
    tests: [
      isStatus(200),
      holds(
        'exactly this contact is found',
        'pm.expect(body.contacts.map((each) => each.id))' +
          ".to.eql([pm.collectionVariables.get('contactId')]);",
      ),
    ],
  },
  {
    name: '5. Delete it',
    method: 'DELETE',
    path: '/contacts/{{contactId}}',
    tests: [
      isStatus(200),
      holds('it is deleted', 'pm.expect(body.succeded || body.succeeded).to.eql(true);'),
    ],
  },
];

/**
 * A Postman 2.1 collection (Insomnia imports the same): the quick start, then every operation. `baseUrl` has
 * no slash at its end.
 */
export function postmanCollection(baseUrl: string): Json {
  const tags = [...new Set(everyOperation.map((each) => each.tag))];
  return {
    info: {
      name: 'Groundlevel',
      description: 'Set the variables baseUrl, token and locationId, then run the quick start.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: bearer,
    variable: variables(baseUrl),
    item: [
      { name: 'Quick start', item: quickStart.map(itemOf) },
      ...tags.map((tag) => ({
        name: tag,
        item: everyOperation.filter((each) => each.tag === tag).map((each) => itemOf(stepOf(each))),
      })),
    ],
  };
}

/** Those of the quick start, then every id that an address has. */
function variables(baseUrl: string): Json[] {
  const values = new Map([
    ['baseUrl', baseUrl],
    ['token', ''],
    ['locationId', ''],
    ['contactId', ''],
    ['email', 'jane@example.com'],
    ['type', 'add'],
    ['objectKey', 'business'],
  ]);
  for (const { path } of everyOperation) {
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      if (!values.has(name)) values.set(name, '');
    }
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

function stepOf(operation: OperationShape & Partial<Operation>): Step {
  return {
    name: operation.summary,
    method: operation.method,
    path: operation.path.replaceAll(/\{(\w+)\}/g, '{{$1}}'),
    ...(operation.location === 'query' && { query: { locationId: '{{locationId}}' } }),
    ...(operation.body && { body: exampleBodies[operation.id] ?? {} }),
    ...(operation.form && { form: propertyNames(operation.form) }),
    ofSession: 'opensTo' in operation,
    tests: [],
  };
}

function itemOf(step: Step): Json {
  const { name, method, path, query = {}, body, form, before = [], tests, ofSession } = step;
  const pairs = Object.entries(query).map(([key, value]) => ({ key, value }));
  const text = pairs.map(({ key, value }) => `${key}=${value}`).join('&');
  return {
    name,
    ...(tests.length > 0 && { event: [...script('prerequest', before), ...script('test', tests)] }),
    request: {
      // Also at the top, but Insomnia takes no authentication from there.
      auth: ofSession ? { type: 'noauth' } : bearer,
      method,
      header: [
        ...(ofSession ? [{ key: 'X-Groundlevel-Client', value: 'app' }] : []),
        ...(body === undefined ? [] : [{ key: 'Content-Type', value: 'application/json' }]),
      ],
      url: {
        raw: `{{baseUrl}}${path}${text === '' ? '' : `?${text}`}`,
        host: ['{{baseUrl}}'],
        path: path.split('/').slice(1),
        ...(pairs.length > 0 && { query: pairs }),
      },
      ...(form && { body: { mode: 'formdata', formdata: formParts(form) } }),
      ...(body !== undefined && {
        body: {
          mode: 'raw',
          raw: JSON.stringify(body, null, 2),
          options: { raw: { language: 'json' } },
        },
      }),
    },
  };
}

function propertyNames(schema: NonNullable<Operation['form']>): string[] {
  return 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
}

/** The texts, and a file to be chosen. */
function formParts(names: readonly string[]): Json[] {
  const texts = names.map((key) => ({
    key,
    value: key === 'id' ? '{{contactId}}' : '1',
    type: 'text',
  }));
  return [...texts, { key: 'file', type: 'file', src: [] }];
}

function script(listen: string, exec: string[]): Json[] {
  return exec.length === 0 ? [] : [{ listen, script: { type: 'text/javascript', exec } }];
}
