import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { indexDifferences } from '../support/index-soundness.ts';
import { beginIndexAnew, indexAnew } from '../support/rebuild-index.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { withFile } from '../support/soundness.ts';
import { assertAnswer, expected, randomSearch } from './answers.ts';
import type { Person } from './judge.ts';
import {
  type World,
  addNote,
  addTask,
  appoint,
  enrol,
  everybodyIn,
  makeBusiness,
  makePeople,
  makeWorkflow,
  makeWorld,
  randomBody,
  randomFrom,
} from './world.ts';

let server: TestServer;
let world: World;
const random = randomFrom(11);
const count = 120;
const searches = 12;

before(async () => {
  // The server goes on with jobs only when it is told to.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
  world = await makeWorld(server);
  await makePeople(world, random, count);
});
after(async () => {
  mock.timers.reset();
  await server.close();
});

/** The index is exactly what the contacts are, and random searches are answered as plain code answers them. */
async function assertTrue(): Promise<void> {
  assert.deepEqual(withFile(server.databasePath, indexDifferences).slice(0, 3), []);
  const people = await everybodyIn(world);
  const ids = people.map(({ id }) => id);
  for (let each = 0; each < searches; each += 1) {
    await assertAnswer(world, randomSearch(world, random, ids), people, random);
  }
}

const tagIds = async (): Promise<Map<string, string>> => {
  const { body } = await world.call('GET', `/locations/${world.locationId}/tags`);
  const tags = body['tags'] as { id: string; name: string }[];
  return new Map(tags.map(({ id, name }) => [name, id]));
};
const tagId = async (name: string): Promise<string> =>
  (await tagIds()).get(name) ?? assert.fail(name);

/** Each kind of change of what is searched for; some of them end by a job that is finished then. */
const changes: Readonly<Record<string, (people: readonly Person[]) => Promise<unknown>>> = {
  'contacts as they are made': async () => undefined,
  'contacts that are changed': async (people) => {
    for (const [at, { id }] of people.slice(0, 20).entries()) {
      const { locationId: _none, ...body } = randomBody(random, 500 + at, world) as Record<
        string,
        unknown
      >;
      await world.call('PUT', `/contacts/${id}`, body);
    }
  },
  'contacts whose fields are cleared': async (people) => {
    const none = {
      firstName: null,
      companyName: null,
      city: null,
      source: null,
      dateOfBirth: null,
    };
    for (const { id } of people.slice(20, 30)) await world.call('PUT', `/contacts/${id}`, none);
  },
  'contacts that are upserted': async (people) => {
    for (const { email } of people.filter((each) => each.email).slice(0, 10)) {
      await world.call('POST', '/contacts/upsert', {
        locationId: world.locationId,
        email,
        lastName: 'Upserted',
      });
    }
  },
  'contacts without some tags and with others': async (people) => {
    for (const { id } of people.slice(0, 10)) {
      await world.call('POST', `/contacts/${id}/tags`, { tags: ['brand new', 'VIP'] });
      await world.call('DELETE', `/contacts/${id}/tags`, { tags: ['a', 'Zürich'] });
    }
  },
  'many contacts with a tag more': async (people) => {
    const contacts = people.slice(0, 60).map(({ id }) => id);
    const body = { contacts, tags: ['many', 'hot_lead'], locationId: world.locationId };
    await world.call('POST', '/contacts/bulk/tags/update/add', body);
    await world.call('POST', '/contacts/bulk/tags/update/remove', { ...body, tags: ['vip-old'] });
  },
  'a tag of another name': async () => {
    const path = `/locations/${world.locationId}/tags/${await tagId('many')}`;
    await world.call('PUT', path, { name: 'Ännmany' });
  },
  'a tag that is merged into another': async () => {
    const ids = await tagIds();
    const into = ids.get('news letter');
    await world.call(
      'POST',
      `/api/locations/${world.locationId}/tags/${ids.get('Ännmany')}/merge`,
      { into },
    );
  },
  'a tag that is deleted': async () => {
    await world.call('DELETE', `/locations/${world.locationId}/tags/${await tagId('hot_lead')}`);
  },
  followers: async (people) => {
    for (const { id } of people.slice(0, 10)) {
      await world.call('POST', `/contacts/${id}/followers`, { followers: ['user1', 'user2'] });
    }
    await world.call('DELETE', `/contacts/${people[0]?.id}/followers`, { followers: ['user1'] });
  },
  'further addresses': async (people) => {
    for (const [at, { id }] of people.slice(40, 50).entries()) {
      await world.call('PUT', `/contacts/${id}`, {
        additionalEmails: [`further${at}@work.example`],
      });
    }
  },
  'contacts that are deleted': async (people) => {
    for (const { id } of people.slice(50, 70)) await world.call('DELETE', `/contacts/${id}`);
  },
  'contacts that are restored': async () => {
    const { body } = await world.call('GET', '/api/contacts/deleted?limit=10');
    for (const { id } of body.contacts ?? [])
      await world.call('POST', `/api/contacts/${id}/restore`);
  },
  'contacts that are erased': async (people) => {
    for (const { id } of people.slice(70, 75))
      await world.call('DELETE', `/api/contacts/${id}/erase`);
    const { body } = await world.call('GET', '/api/contacts/deleted?limit=2');
    for (const { id } of body.contacts ?? [])
      await world.call('DELETE', `/api/contacts/${id}/erase`);
  },
  'businesses that come, are renamed and go': async (people) => {
    const { locationId } = world;
    const [first, second] = [
      await makeBusiness(world, 'Bäckerei'),
      await makeBusiness(world, 'Acme'),
    ];
    const ids = people.slice(0, 40).map(({ id }) => id);
    await world.call('POST', '/contacts/bulk/business', {
      locationId,
      businessId: first,
      ids: ids.slice(0, 25),
    });
    await world.call('POST', '/contacts/bulk/business', {
      locationId,
      businessId: second,
      ids: ids.slice(25),
    });
    await assertTrue();
    await world.call('PUT', `/businesses/${first}`, { name: 'Konditorei' });
    await assertTrue();
    await world.call('DELETE', `/businesses/${second}`);
  },
  'workflows that contacts enter and leave': async (people) => {
    const [one, other] = [await makeWorkflow(world, 'One'), await makeWorkflow(world, 'Other')];
    for (const { id } of people.slice(0, 15)) await enrol(world, id, one);
    for (const { id } of people.slice(10, 25)) await enrol(world, id, other);
    await assertTrue();
    const left = people[0]?.id ?? '';
    await world.call('DELETE', `/contacts/${left}/workflow/${one}`);
    world.enrolled.get(left)?.delete(one);
    await assertTrue();
    await world.call('DELETE', `/api/locations/${world.locationId}/workflows/${other}`);
    for (const workflows of world.enrolled.values()) workflows.delete(other);
  },
  'appointments that are made, moved and taken back': async (people) => {
    const [contact = '', second = ''] = people.map(({ id }) => id);
    const made = await appoint(world, contact, '2026-05-01T10:00:00.000Z');
    await appoint(world, contact, '2026-05-01T11:00:00.000Z');
    const gone = await appoint(world, second, '2026-05-02T10:00:00.000Z');
    await assertTrue();
    await world.call('PUT', `/calendars/events/appointments/${made}`, {
      startTime: '2026-12-24T08:30:00.000Z',
    });
    world.appointments.get(contact)?.set(made, Date.parse('2026-12-24T08:30:00.000Z'));
    await world.call('DELETE', `/calendars/events/${gone}`);
    world.appointments.get(second)?.delete(gone);
  },
  'notes that are made, changed and deleted': async (people) => {
    const [one = '', other = ''] = people.map(({ id }) => id);
    const first = await addNote(world, one, 'Called');
    await addNote(world, one, 'Called again');
    const gone = await addNote(world, other, 'Met');
    await assertTrue();
    await world.call('PUT', `/contacts/${one}/notes/${first}`, { body: 'Likes Zürich' });
    await world.call('DELETE', `/contacts/${other}/notes/${gone}`);
  },
  'tasks that are made, moved, done, opened again and deleted': async (people) => {
    const [one = '', other = ''] = people.map(({ id }) => id);
    const first = await addTask(world, one, '2026-06-01T10:00:00.000Z');
    const second = await addTask(world, one, '2026-06-02T00:00:00.000Z');
    const done = await addTask(world, other, '2026-06-01T10:00:00.000Z', true);
    await assertTrue();
    const path = `/contacts/${one}/tasks`;
    await world.call('PUT', `${path}/${first}`, { dueDate: '2026-07-15T09:00:00.000Z' });
    await world.call('PUT', `${path}/${second}/completed`, { completed: true });
    await world.call('PUT', `/contacts/${other}/tasks/${done}/completed`, { completed: false });
    await assertTrue();
    await world.call('DELETE', `${path}/${first}`);
  },
  'tasks that a recurring task makes': async (people) => {
    const startDate = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const rruleOptions = {
      intervalType: 'hourly',
      interval: 1,
      createTaskIfOverDue: true,
      dueAfterSeconds: 0,
      startDate,
    };
    const contactIds = people.slice(0, 3).map(({ id }) => id);
    const body = { title: 'Water the plants', contactIds, rruleOptions };
    const path = `/locations/${world.locationId}/recurring-tasks`;
    const made = await server.call('POST', path, { body });
    assert.equal(made.status, 201, made.text);
    await server.inside.keepHouse();
    const [first] = await everybodyIn(world);
    assert.ok((first?.openTasks.length ?? 0) > 0);
  },
  'a custom field that texts are looked for in, and then not, and then again': async () => {
    const path = `/locations/${world.locationId}/customFields/${world.fields.note}`;
    const asked = { query: 'gold' };
    for (const searchable of [false, true]) {
      await world.call('PUT', path, { searchable });
      const people = await everybodyIn(world);
      await assertAnswer(world, asked, people, random);
      assert.equal(expected(asked, people).length > 0, searchable);
    }
  },
  'a custom field that is deleted': async () => {
    await world.call('DELETE', `/locations/${world.locationId}/customFields/${world.fields.note}`);
    await server.inside.keepHouse();
    const field = { name: 'Note', dataType: 'LARGE_TEXT' };
    const made = await world.call('POST', `/locations/${world.locationId}/customFields`, field);
    world.fields.note = String(made.body.customField?.id);
  },
  'an index that is built anew': () => indexAnew(server.databasePath),
};

for (const [what, change] of Object.entries(changes)) {
  test(`searches know of ${what}`, async () => {
    const people = await everybodyIn(world);
    await change(people);
    await server.inside.keepHouse();
    await assertTrue();
  });
}

test('searches read everybody, and find the same, while the index is built', async () => {
  await beginIndexAnew(server.databasePath);
  const people = await everybodyIn(world);
  const ids = people.map(({ id }) => id);
  for (let each = 0; each < searches; each += 1) {
    await assertAnswer(world, randomSearch(world, random, ids), people, random);
  }
  await indexAnew(server.databasePath);
  await assertTrue();
});

test('searches are exact while others write', async () => {
  const people = await everybodyIn(world);
  const ids = people.map(({ id }) => id);
  let writing = true;
  const write = async (by: number): Promise<void> => {
    for (let each = 0; writing; each += 1) {
      const body = { ...randomBody(random, 2000 + by * 2000 + each, world), tags: ['noise'] };
      const made = await world.call('POST', '/contacts/', body);
      if (each % 2 === 0) await world.call('DELETE', `/contacts/${made.body.contact?.id}`);
    }
  };
  const writers = [write(0), write(1), write(2)];
  const quiet = { field: 'tags', operator: 'not_eq', value: 'noise' };
  try {
    for (let each = 0; each < 3 * searches; each += 1) {
      const { filters = [], ...search } = randomSearch(world, random, ids);
      await assertAnswer(world, { ...search, filters: [...filters, quiet] }, people, random);
    }
  } finally {
    writing = false;
    await Promise.all(writers);
  }
  await assertTrue();
});
