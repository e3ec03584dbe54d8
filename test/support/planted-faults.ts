import type { Fault, Got, Json, Sent } from './faulty-proxy.ts';

/** One wrong thing a server does, and the one step of `verify` that must find it. */
export type PlantedFault = {
  step: string;
  what: string;
  fault: Fault;
  /** Steps that cannot be tried because of it. */
  skips?: number;
  /** Contacts that stay, because the fault is that they do. */
  leaves?: number;
};

type Matches = (sent: Sent) => boolean;

const isFirst: Matches = ({ method, path, body }) =>
  method === 'POST' && path === '/contacts' && body?.['tags'] !== undefined;
const isDuplicate: Matches = ({ method, path, body }) =>
  method === 'POST' && path === '/contacts' && body?.['lastName'] === 'Smith' && !body['tags'];
const isNowhere: Matches = ({ method, path, body }) =>
  method === 'POST' && path === '/contacts' && body !== undefined && !('locationId' in body);
const isUpsert: Matches = ({ path }) => path === '/contacts/upsert';
const isUpsertOfKnown: Matches = (sent) => isUpsert(sent) && sent.body?.['firstName'] === 'Janet';
const isUpsertOfNew: Matches = (sent) => isUpsert(sent) && sent.body?.['firstName'] === 'New';
const isSearch: Matches = ({ method, path, query }) =>
  method === 'GET' && path === '/contacts' && query.includes('query=');
const isWrongToken: Matches = ({ authorization }) => authorization.includes('pit-00000000');
const isRead: Matches = ({ method, path }) => method === 'GET' && path.startsWith('/contacts/');
const isUpdate: Matches = ({ method }) => method === 'PUT';
const isDelete: Matches = ({ method }) => method === 'DELETE';

const page = '<!doctype html><title>Sign in</title>';

/** The server's own reply, changed. */
const replied =
  (matches: Matches, change: (got: Got) => Partial<Got>): Fault =>
  (sent, forward) =>
    matches(sent) ? forward().then((got) => ({ ...got, ...change(got) })) : undefined;

/** The same with the contact in it changed. */
const contact = (matches: Matches, change: Json): Fault =>
  replied(matches, ({ status, body }) =>
    status < 300
      ? { body: { ...json(body), contact: { ...inner(body, 'contact'), ...change } } }
      : {},
  );

/** Another request in the place of the one that was sent. */
const instead =
  (
    matches: Matches,
    changed: (sent: Sent) => Partial<Sent>,
    after?: (got: Got) => Partial<Got>,
  ): Fault =>
  (sent, forward) =>
    matches(sent) ? forward(changed(sent)).then((got) => ({ ...got, ...after?.(got) })) : undefined;

const silent =
  (matches: Matches): Fault =>
  (sent) =>
    matches(sent) ? Promise.resolve('silence') : undefined;

const silentAfter =
  (matches: Matches): Fault =>
  (sent, forward) =>
    matches(sent) ? forward().then(() => 'silence') : undefined;

function json(body: Got['body']): Json {
  return typeof body === 'string' ? {} : body;
}

function inner(body: Got['body'], name: string): Json {
  // An object where there is one.
  return (json(body)[name] ?? {}) as Json;
}

const create = '1. create a contact';
const read = '2. read it back';
const update = '3. update lastName';
const search = '4. search by e-mail';
const missing = '400: locationId missing';
const token = '401: wrong token';
const duplicate = '422: duplicate e-mail';
const upsertOfKnown = 'upsert updates the match';
const upsertOfNew = 'upsert creates without a match';
const remove = '5. delete it';

export const plantedFaults: readonly PlantedFault[] = [
  { step: create, what: '200 for 201', fault: replied(isFirst, () => ({ status: 200 })) },
  { step: create, what: 'no id in the reply', fault: contact(isFirst, { id: undefined }) },
  { step: create, what: 'another e-mail', fault: contact(isFirst, { email: 'x@example.com' }) },
  { step: create, what: 'no lastName', fault: contact(isFirst, { lastName: undefined }) },
  { step: create, what: 'tags lost in the reply', fault: contact(isFirst, { tags: [] }) },
  { step: create, what: 'dateAdded is no date', fault: contact(isFirst, { dateAdded: 'now' }) },
  { step: create, what: 'a page in HTML', fault: replied(isFirst, () => ({ body: page })) },
  { step: create, what: 'made, but no answer', fault: silentAfter(isFirst) },
  { step: create, what: 'no answer', fault: silent(isFirst), skips: 6 },
  { step: read, what: '404', fault: replied(isRead, () => ({ status: 404 })) },
  { step: read, what: 'no answer', fault: silent(isRead) },
  { step: read, what: 'another id', fault: contact(isRead, { id: 'x'.repeat(20) }) },
  { step: read, what: 'no phone', fault: contact(isRead, { phone: undefined }) },
  { step: read, what: 'no source', fault: contact(isRead, { source: undefined }) },
  { step: update, what: '201 for 200', fault: replied(isUpdate, () => ({ status: 201 })) },
  {
    step: update,
    what: 'the old name in the reply',
    fault: contact(isUpdate, { lastName: 'Smith' }),
  },
  {
    step: update,
    what: 'nothing is stored',
    fault: instead(
      isUpdate,
      () => ({ method: 'GET', body: undefined }),
      ({ body }) => ({ body: { contact: { ...inner(body, 'contact'), lastName: 'Updated' } } }),
    ),
  },
  {
    step: update,
    what: 'the phone is wiped',
    fault: instead(isUpdate, ({ body }) => ({ body: { ...body, phone: null } })),
  },
  { step: search, what: '500', fault: replied(isSearch, () => ({ status: 500 })) },
  {
    step: search,
    what: 'finds nothing',
    fault: replied(isSearch, () => ({ body: { contacts: [] } })),
  },
  {
    step: search,
    what: 'ignores its filter',
    fault: instead(isSearch, ({ query }) => ({ query: query.replace(/query=[^&]*/, '') })),
  },
  {
    step: missing,
    what: 'accepted',
    fault: (sent, forward, { locationId }) =>
      isNowhere(sent) ? forward({ body: { ...sent.body, locationId } }) : undefined,
  },
  { step: missing, what: '500', fault: replied(isNowhere, () => ({ status: 500 })) },
  {
    step: missing,
    what: 'not named',
    fault: replied(isNowhere, ({ body }) => ({ body: { ...json(body), message: 'Bad Request' } })),
  },
  {
    step: missing,
    what: 'no statusCode',
    fault: replied(isNowhere, ({ body }) => ({ body: { ...json(body), statusCode: undefined } })),
  },
  { step: token, what: '403 for 401', fault: replied(isWrongToken, () => ({ status: 403 })) },
  {
    step: token,
    what: 'no message',
    fault: replied(isWrongToken, ({ body }) => ({ body: { ...json(body), message: '' } })),
  },
  {
    step: token,
    what: 'accepted',
    fault: (sent, forward, tenant) =>
      isWrongToken(sent) ? forward({ authorization: `Bearer ${tenant.token}` }) : undefined,
  },
  { step: duplicate, what: '409', fault: replied(isDuplicate, () => ({ status: 409 })) },
  {
    step: duplicate,
    what: 'accepted',
    fault: instead(isDuplicate, ({ body }) => ({
      body: { ...body, email: undefined, phone: undefined },
    })),
  },
  {
    step: duplicate,
    what: 'another contact is named',
    fault: replied(isDuplicate, ({ body }) => ({
      body: { ...json(body), meta: { ...inner(body, 'meta'), contactId: 'x' } },
    })),
  },
  {
    step: duplicate,
    what: 'no field is named',
    fault: replied(isDuplicate, ({ body }) => ({ body: { ...json(body), meta: {} } })),
  },
  {
    step: upsertOfKnown,
    what: 'creates',
    fault: instead(isUpsertOfKnown, ({ body }) => ({
      body: { ...body, email: `another-${body?.['email']}` },
    })),
  },
  {
    step: upsertOfKnown,
    what: 'new is true',
    fault: replied(isUpsertOfKnown, ({ body }) => ({ body: { ...json(body), new: true } })),
  },
  { step: upsertOfKnown, what: '201', fault: replied(isUpsertOfKnown, () => ({ status: 201 })) },
  {
    step: upsertOfKnown,
    what: 'the other names are lost',
    fault: instead(isUpsertOfKnown, ({ body }) => ({ body: { ...body, lastName: null } })),
  },
  { step: upsertOfNew, what: 'no answer', fault: silentAfter(isUpsertOfNew) },
  {
    step: upsertOfNew,
    what: 'new is false',
    fault: replied(isUpsertOfNew, ({ body }) => ({ body: { ...json(body), new: false } })),
  },
  {
    step: upsertOfNew,
    what: 'another name',
    fault: contact(isUpsertOfNew, { firstName: 'Jane' }),
  },
  { step: remove, what: '204', fault: replied(isDelete, () => ({ status: 204 })) },
  {
    step: remove,
    what: 'succeded is false',
    fault: replied(isDelete, ({ body }) => ({
      body: { ...json(body), succeded: false, succeeded: false },
    })),
  },
  {
    step: remove,
    what: 'nothing is deleted',
    fault: (sent) =>
      isDelete(sent)
        ? Promise.resolve({ status: 200, body: { succeded: true }, compatibility: 'documented' })
        : undefined,
    leaves: 3,
  },
];
