import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { idIn } from '../support/samples/businesses.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;
type World = { send: Send; contactId: string; campaign: string; workflow: string; api: string };

/** A contact with the paths of a campaign and a workflow under it. */
async function open(mode?: 'documented' | 'observed'): Promise<World> {
  const scopes = ['contacts', 'campaigns.write', 'workflows.write'];
  const { locationId, token } = await server.tenant(scopes, mode);
  const send: Send = (method, path, body) =>
    server.call(method, path, { token, version: '2021-07-28', body });
  const { id: contactId } = contactOf(
    await send('POST', '/contacts/', { locationId, firstName: 'Jane' }),
    201,
  );
  const api = `/api/locations/${locationId}`;
  const campaign = idIn((await send('POST', `${api}/campaigns`, { name: 'C' })).body['campaign']);
  const workflow = idIn((await send('POST', `${api}/workflows`, { name: 'W' })).body['workflow']);
  return {
    send,
    contactId,
    campaign: `/contacts/${contactId}/campaigns/${campaign}`,
    workflow: `/contacts/${contactId}/workflow/${workflow}`,
    api,
  };
}

async function eventsOf({ send, contactId }: World): Promise<unknown[]> {
  const { events } = (await send('GET', `/api/contacts/${contactId}/events`)).body;
  return (events ?? []).map((each) => each['type']);
}

test('a campaign is entered once; asked for again, nothing happens and the reply says so', async () => {
  const world = await open();
  const { send, campaign } = world;
  assert.equal((await send('POST', campaign)).body.warnings, undefined);
  const again = await send('POST', campaign);
  assert.equal(again.status, 201);
  assert.match(String(again.body.warnings), /was enrolled .* already: nothing has changed/);
  assert.deepEqual(await eventsOf(world), ['contact.created', 'campaign.enrolled']);
});

test('a workflow is entered anew each time, for the time that was sent last', async () => {
  const world = await open();
  const { send, workflow, contactId } = world;
  await send('POST', workflow, { eventStartTime: '2021-06-23T03:30:00+01:00' });
  const again = await send('POST', workflow, { eventStartTime: '2022-01-01' });
  assert.match(String(again.body.warnings), /entered again/);
  const { body } = await send('GET', `/api/contacts/${contactId}/enrolments`);
  assert.partialDeepStrictEqual(body, {
    enrolments: [{ eventStartTime: '2022-01-01' }],
    meta: { total: 1 },
  });
  const twice = ['contact.created', 'workflow.enrolled', 'workflow.enrolled'];
  assert.deepEqual(await eventsOf(world), twice);
});

test('an eventStartTime that is no time is refused by name, and nothing happens', async () => {
  for (const mode of ['documented', 'observed'] as const) {
    const world = await open(mode);
    for (const method of ['POST', 'DELETE']) {
      const refused = await world.send(method, world.workflow, { eventStartTime: 'soon' });
      assert.equal(refused.status, 422);
      assert.match(String(refused.body.message), /^eventStartTime must be a time/);
    }
    assert.deepEqual(await eventsOf(world), ['contact.created']);
  }
});

test('a removal tells the time it was sent with; one of no enrolment says so and leaves no event', async () => {
  const world = await open();
  const { send, workflow, campaign, contactId } = world;
  await send('POST', workflow);
  const eventStartTime = '2021-06-23T03:30:00Z';
  await send('DELETE', workflow, { eventStartTime });
  const { events } = (await send('GET', `/api/contacts/${contactId}/events`)).body;
  assert.partialDeepStrictEqual(events?.at(-1), { after: { eventStartTime } });
  const count = events?.length;
  for (const path of [workflow, campaign]) {
    const again = await send('DELETE', path);
    assert.equal(again.status, 200);
    assert.match(String(again.body.warnings), /was not enrolled in (workflow|campaign)/);
  }
  assert.equal((await eventsOf(world)).length, count);
});

test('a campaign is no workflow, and one of nobody is not found', async () => {
  for (const mode of ['documented', 'observed'] as const) {
    const { send, contactId, campaign, api } = await open(mode);
    const id = campaign.split('/').at(-1);
    const status = mode === 'documented' ? 404 : 400;
    for (const method of ['POST', 'DELETE']) {
      const mistaken = await send(method, `/contacts/${contactId}/workflow/${id}`);
      const message = `Workflow with id ${id} not found`;
      assert.deepEqual([mistaken.status, mistaken.body.message], [status, message]);
      const nobody = await send(method, `/contacts/none/campaigns/${id}`);
      const gone = 'Contact with id none not found';
      assert.deepEqual([nobody.status, nobody.body.message], [status, gone]);
    }
    assert.equal((await send('DELETE', `${api}/campaigns/none`)).status, status);
  }
});

test('a draft takes contacts and says that it is one', async () => {
  const { send, campaign, api } = await open();
  await send('PUT', `${api}/campaigns/${campaign.split('/').at(-1)}`, { status: 'draft' });
  assert.match(String((await send('POST', campaign)).body.warnings), /is a draft/);
});

test('a deleted contact hides its enrolments', async () => {
  const { send, contactId, campaign } = await open();
  await send('POST', campaign);
  await send('DELETE', `/contacts/${contactId}`);
  for (const [method, path] of [
    ['GET', `/api/contacts/${contactId}/enrolments`],
    ['POST', campaign],
    ['DELETE', campaign],
    ['DELETE', `/contacts/${contactId}/campaigns/removeAll`],
  ] as const) {
    assert.equal((await send(method, path)).status, 404, path);
  }
});

test('each change of a campaign is one event; none when nothing changes', async () => {
  const { send, campaign, api } = await open();
  const path = `${api}/campaigns/${campaign.split('/').at(-1)}`;
  await send('PUT', path, { name: 'C', status: 'published' });
  await send('PUT', path, { status: 'draft' });
  await send('DELETE', path);
  const { events } = (await send('GET', '/api/events')).body;
  const ours = (events ?? []).filter((each) => String(each['type']).startsWith('campaign.'));
  assert.deepEqual(ours.map(({ type, before, after }) => [type, before, after]).slice(1, 2), [
    ['campaign.updated', { status: 'published', version: 1 }, { status: 'draft', version: 2 }],
  ]);
  const types = ['campaign.created', 'campaign.updated', 'campaign.deleted'];
  assert.deepEqual(
    ours.map(({ type }) => type),
    types,
  );
});
