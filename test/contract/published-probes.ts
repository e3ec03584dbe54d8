import { contactOperations } from '../../contract/contacts/operations.ts';
import { locationOperations } from '../../contract/locations/operations.ts';
import type { WireVersion } from '../../contract/operation.ts';
import { contactOf } from '../support/answers.ts';
import { wholeLocation } from '../support/samples/locations.ts';
import type { Call, TestServer } from '../support/server.ts';
import type { Mode } from '../support/modes.ts';
import type { Gathered } from './gathered.ts';

const dnd = { status: 'active', message: 'Asked to', code: '103' };
const channels = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB', 'RCS'];
/** Every field that can be set, so that every part of the shape is seen. */
const everything = {
  firstName: 'Rosan',
  lastName: 'Deo',
  gender: 'male',
  address1: '3535 1st St N',
  city: 'Dolomite',
  state: 'AL',
  postalCode: '35061',
  website: 'https://www.example.com',
  timezone: 'America/Chihuahua',
  dnd: true,
  dndSettings: Object.fromEntries(channels.map((channel) => [channel, dnd])),
  inboundDndSettings: { all: { status: 'active', message: 'Asked to' } },
  tags: ['nisi sint', 'consequat'],
  customFields: [
    { id: 'TextField00000000001', field_value: 'text' },
    { id: 'NumberField000000001', field_value: 100.5 },
  ],
  source: 'public api',
  dateOfBirth: '1990-09-25',
  country: 'DE',
  companyName: 'DGS VolMAX',
  assignedTo: 'y0BeYjuRIlDwsDcOHOJo',
};
const profile = {
  ...wholeLocation,
  companyId: 'UAXssdawIWAWD',
  name: 'Mark Shoes',
  email: 'john.doe@mail.com',
};

const badToken = 'pit-00000000-0000-4000-8000-000000000000';

const probed = [...contactOperations, ...locationOperations];

/** Replies about contacts and locations in which every field and every kind of refusal is seen. */
export async function probe(
  server: TestServer,
  version: WireVersion,
  mode: Mode,
): Promise<Gathered[]> {
  const { locationId, token } = await server.tenant(['contacts'], mode);
  const readOnly = { scopes: ['locations.readonly'], compatibility: mode };
  const scopeless = (await server.integration(locationId, readOnly)).token;
  const { token: management } = await server.integration(null, {
    scopes: ['locations.write', 'locations.readonly'],
    compatibility: mode,
  });
  const { token: manager } = await server.integration(null, {
    scopes: ['contacts'],
    compatibility: mode,
  });
  const header = version === 'v3' ? 'v3' : '2021-07-28';
  const gathered: Gathered[] = [];
  const ask = async (id: string, method: string, path: string, options: Call = {}) => {
    const answer = await server.call(method, path, { token, version: header, ...options });
    const operation = probed.find((each) => each.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    gathered.push({ operation, version, mode, status: answer.status, body: answer.body });
    return answer;
  };

  const email = 'rubika@deos.com';
  const whole = { locationId, ...everything, email, phone: '+18832327657' };
  const create = (options: Call) => ask('create-contact', 'POST', '/contacts/', options);
  const { id } = contactOf(await create({ body: whole }), 201);
  const foreign = { locationId: server.other.locationId };
  await create({ body: {} });
  await create({ body: '{' });
  await create({ body: whole });
  await create({ body: { locationId, email: 'none', phone: '12' } });
  await create({ body: { locationId, colour: 'red' } });
  await create({ body: foreign });
  await create({ token: badToken, body: { locationId } });
  await create({ token: null, body: { locationId } });
  await create({ token: scopeless, body: { locationId } });
  await create({ token: manager, body: { locationId: 'none' } });
  if (mode === 'observed') await create({ version: 'v0', body: { locationId } });

  const one = `/contacts/${id}`;
  const noContact = '/contacts/lookup';
  const nul = '/contacts/a%00b';
  const put = (path: string, options: Call) => ask('update-contact', 'PUT', path, options);
  await put(one, { body: { city: 'Bonn' } });
  await put(one, { body: '{' });
  await put(one, { body: { email: 'none' } });
  await put(noContact, { body: {} });
  await put(one, { body: {}, token: badToken });
  await put(one, { body: {}, token: scopeless });
  await put(one, { body: {}, headers: { 'if-match': '"99"' } });
  await put(one, { body: foreign });
  const taken = await create({ body: { locationId, email: 'taken@example.com' } });
  await put(`/contacts/${contactOf(taken, 201).id}`, { body: { email } });

  const get = (path: string, options?: Call) => ask('get-contact', 'GET', path, options);
  for (const path of [one, noContact, nul]) await get(path);
  for (const refused of [badToken, scopeless]) await get(one, { token: refused });

  const upsert = (options: Call) => ask('upsert-contact', 'POST', '/contacts/upsert', options);
  await upsert({ body: whole });
  await upsert({ body: { locationId } });
  await upsert({ body: { locationId: 7 } });
  await upsert({ body: '[' });
  await upsert({ body: { locationId, dnd: 'yes' } });
  await upsert({ body: foreign });
  await upsert({ body: { locationId }, token: badToken });

  const list = (query: string, options?: Call) =>
    ask('get-contacts', 'GET', `/contacts/?${query}`, options);
  await list(`locationId=${locationId}&limit=1`);
  await list(`locationId=${locationId}&email=${email}`);
  await list(`locationId=${locationId}&query=nobody`);
  await list('query=rubika');
  await list(`locationId=${locationId}&limit=0`);
  await list(`locationId=${foreign.locationId}`);
  await list(`locationId=${locationId}`, { token: badToken });
  await list('locationId=none', { token: manager });

  const duplicate = (query: string, options?: Call) =>
    ask('get-duplicate-contact', 'GET', `/contacts/search/duplicate?${query}`, options);
  await duplicate(`locationId=${locationId}&email=${email}`);
  await duplicate(`locationId=${locationId}&number=%2B10000000000`);
  await duplicate(`email=${email}`);
  await duplicate(`locationId=${locationId}&email=a%00b`);
  await duplicate(`locationId=${foreign.locationId}&email=${email}`);
  await duplicate(`locationId=${locationId}`, { token: badToken });

  const place = `/locations/${locationId}`;
  const putLocation = (options: Call, path = place) =>
    ask('put-location', 'PUT', path, { token: management, ...options });
  await putLocation({ body: profile });
  await putLocation({ body: '{' });
  await putLocation({ body: { country: 'XX' } });
  await putLocation({ body: profile, token });
  await putLocation({ body: profile, token: badToken });
  await putLocation({ body: profile }, '/locations/none');
  await putLocation({ body: profile, token }, `/locations/${foreign.locationId}`);
  const getLocation = (path: string, options?: Call) => ask('get-location', 'GET', path, options);
  await getLocation(place);
  await getLocation(place, { token: badToken });
  await getLocation(`/locations/${foreign.locationId}`);
  await getLocation('/locations/none', { token: management });

  const remove = (path: string, options?: Call) => ask('delete-contact', 'DELETE', path, options);
  await remove(one, { token: scopeless });
  await remove(one, { token: badToken });
  await remove(one, { headers: { 'if-match': 'none' } });
  await remove(one, { headers: { 'if-match': '"99"' } });
  for (const path of [nul, noContact, one]) await remove(path);
  return gathered;
}
