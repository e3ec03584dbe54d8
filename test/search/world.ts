import assert from 'node:assert/strict';
import type { Answer, Call, TestServer } from '../support/server.ts';
import { withFile } from '../support/soundness.ts';
import type { Person } from './judge.ts';

/** The same numbers for the same seed. */
export function randomFrom(seed: number): {
  below(n: number): number;
  one<T>(list: readonly T[]): T;
  is(share: number): boolean;
} {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    one: (list) => {
      const at = below(list.length);
      const item = list[at];
      assert.ok(item !== undefined || at < list.length);
      return item as (typeof list)[number];
    },
    is: (share) => next() < share,
  };
}
export type Random = ReturnType<typeof randomFrom>;

export const firstNames = [
  'Ann',
  'Änn',
  'Anna-Lena',
  'Bob',
  'BOBBY',
  'Ελένη',
  'Øyvind',
  '美咲',
  'محمد',
  'O’Neil',
  'J',
  '🜁lf',
  'İpek',
  'Straße',
  "d'Arc",
  'Jose\u0301',
];
export const lastNames = [
  'Archer',
  'Baker',
  'de la Cruz',
  'Ångström',
  'Ann',
  'van  der Berg',
  'Schwarzenegger-Smith',
  '李',
  '',
];
export const companies = [
  'Acme',
  'ACME Ltd.',
  'Bäckerei Müller',
  'A',
  'Northwind Traders International',
];
export const cities = ['Zürich', 'Zurich', 'Bern', 'São Paulo', 'New York', 'York', '東京'];
export const sources = ['Web', 'web form', 'API', 'Import 2025', 'Ann'];
export const tagNames = ['VIP', 'vip-old', 'news letter', 'Zürich', 'hot_lead', 'a', 'Q1:2026'];
export const types = ['lead', 'customer'];
export const zones = ['Europe/Zurich', 'America/New_York'];
export const users = ['user1', 'User1', 'user2'];
export const days = ['1990-05-01', '1990-05-31', '1999-12-31', '2000-01-01', '2024-02-29'];
export const texts = ['Gold plan', 'gold', 'Some words that are here', 'x', 'ü'];
/** A break is a tag that the text does not have. */
export const noteTexts = [
  'Called, nobody there',
  'Wants the <b>Gold plan',
  'ü',
  'Met in Zürich: likes hiking',
  `${'long '.repeat(5000)}ending`,
];
export const numbers = [0, 1, -1, 9, 10, 99.5, -250.25, 4096, 4097, 1_000_000, 0.1, 123_456_789];

export type World = {
  server: TestServer;
  token: string;
  locationId: string;
  /** Who makes the contacts. */
  integrationId: string;
  fields: Record<'size' | 'colours' | 'score' | 'signed' | 'lines' | 'note', string>;
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** The live workflows that contacts are in, by id of the contact. */
  enrolled: Map<string, Set<string>>;
  /** When its appointments begin, in milliseconds, by their ids. */
  appointments: Map<string, Map<string, number>>;
};

export async function makeWorld(server: TestServer): Promise<World> {
  const { locationId } = server.own;
  const token = await server.token(locationId, [
    'contacts',
    'locations/customFields.write',
    'locations/tags.write',
    'businesses.write',
    'workflows.write',
    'calendars/events.write',
  ]);
  const call: World['call'] = async (method, path, body) => {
    const options: Call = { token, ...(body && { body }) };
    const answer = await server.call(method, path, options);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer;
  };
  const field = async (body: object): Promise<string> => {
    const made = await call('POST', `/locations/${locationId}/customFields`, body);
    return String(made.body.customField?.id);
  };
  const fields = {
    size: await field({ name: 'Size', dataType: 'RADIO', options: ['Small', 'Large'] }),
    colours: await field({
      name: 'Colours',
      dataType: 'CHECKBOX',
      options: ['Red', 'Blue', 'Dark blue'],
    }),
    score: await field({ name: 'Score', dataType: 'NUMERICAL' }),
    signed: await field({ name: 'Signed', dataType: 'DATE' }),
    lines: await field({
      name: 'Lines',
      dataType: 'TEXTBOX_LIST',
      options: [{ key: 'top', label: 'Top' }],
    }),
    note: await field({ name: 'Note', dataType: 'LARGE_TEXT', searchable: true }),
  };
  const integrationId = withFile(server.databasePath, (database) =>
    String(
      database
        .prepare('SELECT max(id) AS id FROM private_integrations WHERE location_no IS NOT NULL')
        .get()?.['id'],
    ),
  );
  const known = { enrolled: new Map(), appointments: new Map() };
  return { server, token, locationId, integrationId, fields, call, ...known };
}

export function randomBody(random: Random, no: number, { locationId, fields }: World): object {
  const { one, is } = random;
  const maybe = (share: number, body: () => object): object => (is(share) ? body() : {});
  const custom = [
    ...(is(0.5) ? [{ id: fields.size, field_value: one(['Small', 'Large']) }] : []),
    ...(is(0.5)
      ? [{ id: fields.colours, field_value: is(0.5) ? ['Red', 'Dark blue'] : ['Blue'] }]
      : []),
    ...(is(0.6) ? [{ id: fields.score, field_value: one(numbers) }] : []),
    ...(is(0.4) ? [{ id: fields.signed, field_value: one(days) }] : []),
    ...(is(0.3) ? [{ id: fields.lines, field_value: { top: one(texts) } }] : []),
    ...(is(0.3) ? [{ id: fields.note, field_value: one(texts) }] : []),
  ];
  return {
    locationId,
    ...maybe(0.9, () => ({ firstName: one(firstNames) })),
    ...maybe(0.8, () => ({ lastName: one(lastNames) })),
    ...maybe(0.7, () => ({
      email: one([`ann.${no}@Example.com`, `b${no}@mail.example`, `é${no}@x.example`]),
    })),
    ...maybe(0.5, () => ({ phone: `+1415555${String(1000 + no).padStart(4, '0')}` })),
    ...maybe(0.2, () => ({ additionalEmails: [`more${no}@work.example`] })),
    ...maybe(0.5, () => ({ companyName: one(companies) })),
    ...maybe(0.6, () => ({ city: one(cities), country: one(['CH', 'US']) })),
    ...maybe(0.3, () => ({
      address1: one(['221b Baker Street', 'Baker’s lane', '1']),
      postalCode: one(['8001', '94107']),
    })),
    ...maybe(0.3, () => ({
      state: one(['ZH', 'NY']),
      website: one(['https://ann.example', 'www.b.example']),
    })),
    ...maybe(0.7, () => ({ source: one(sources) })),
    ...maybe(0.3, () => ({ timezone: one(zones) })),
    ...maybe(0.3, () => ({ assignedTo: one(users) })),
    ...maybe(0.3, () => ({ dateOfBirth: one(days) })),
    ...maybe(0.3, () => ({ type: one(types) })),
    ...maybe(0.2, () => ({ dnd: true })),
    ...maybe(0.2, () => ({ dndSettings: { Email: { status: one(['active', 'inactive']) } } })),
    tags: tagNames.filter(() => is(0.25)),
    customFields: custom,
  };
}

/** Everybody as the API tells of them, with what hangs on them. */
export async function everybodyIn({
  server,
  locationId,
  token,
  call,
  ...hanging
}: World): Promise<Person[]> {
  const people: Person[] = [];
  const fields = await call('GET', `/locations/${locationId}/customFields`);
  const searchable = (fields.body['customFields'] as { id: string; searchable?: boolean }[])
    .filter((field) => field.searchable)
    .map(({ id }) => id);
  const businesses = new Map<string, string>();
  for (let at = 0; ; at += 1) {
    const { body } = await call(
      'GET',
      `/businesses/?locationId=${locationId}&limit=100&skip=${at * 100}`,
    );
    const page = body['businesses'] as { id: string; name: string }[];
    for (const { id, name } of page) businesses.set(id, name);
    if (page.length < 100) break;
  }
  const hung = hangingIn(server);
  let cursor = '';
  for (;;) {
    const page = await server.call(
      'GET',
      `/contacts/?locationId=${locationId}&limit=100${cursor}`,
      { token },
    );
    const contacts = page.body.contacts ?? [];
    for (const contact of contacts) {
      const person = contact as unknown as Person;
      const name = businesses.get(person.businessId ?? '');
      people.push({
        ...person,
        tags: person.tags ?? [],
        customFields: person.customFields ?? [],
        searchable,
        openTasks: hung.due.get(person.id) ?? [],
        changes: hung.changed.get(person.id) ?? [],
        notes: hung.notes.get(person.id) ?? [],
        workflows: [...(hanging.enrolled.get(person.id) ?? [])],
        appointments: [...(hanging.appointments.get(person.id)?.values() ?? [])],
        ...(name !== undefined && { businessName: name }),
      });
    }
    if (contacts.length < 100) return people;
    const { startAfter, startAfterId } = page.body.meta ?? {};
    cursor = `&startAfter=${String(startAfter)}&startAfterId=${String(startAfterId)}`;
  }
}

/** As it stands in the file, by the ids of the contacts: no reply tells when all of it was changed. */
function hangingIn({ databasePath }: TestServer): Record<
  'due' | 'changed',
  Map<string, number[]>
> & {
  notes: Map<string, string[]>;
} {
  return withFile(databasePath, (database) => {
    const of = <T>(rows: string, read: (value: unknown) => T): Map<string, T[]> => {
      const found = new Map<string, T[]>();
      const all = database
        .prepare(`SELECT c.id, x.value FROM (${rows}) x JOIN contacts c ON c.no = x.contact_no`)
        .all();
      for (const { id, value } of all) {
        found.set(String(id), [...(found.get(String(id)) ?? []), read(value)]);
      }
      return found;
    };
    const changedIn = (table: string): string =>
      `SELECT contact_no, updated_at AS value FROM ${table}`;
    return {
      due: of('SELECT contact_no, due_at AS value FROM tasks WHERE completed = 0', Number),
      changed: of(['notes', 'tasks', 'appointments'].map(changedIn).join(' UNION ALL '), Number),
      notes: of("SELECT contact_no, replace(body, '<b>', '') AS value FROM notes", String),
    };
  });
}

export async function addTask(
  { call }: World,
  contactId: string,
  dueDate: string,
  completed = false,
): Promise<string> {
  const task = { title: 'Call back', dueDate, completed };
  const made = await call('POST', `/contacts/${contactId}/tasks`, task);
  return String((made.body['task'] as { id: string }).id);
}

export async function addNote({ call }: World, contactId: string, body: string): Promise<string> {
  const made = await call('POST', `/contacts/${contactId}/notes`, { body });
  return String((made.body['note'] as { id: string }).id);
}

export async function makePeople(world: World, random: Random, count: number): Promise<void> {
  const bodies = Array.from({ length: count }, (_, no) => randomBody(random, no, world));
  for (let at = 0; at < count; at += 50) {
    await Promise.all(
      bodies.slice(at, at + 50).map((body) => world.call('POST', '/contacts/', body)),
    );
  }
}

export async function enrol(world: World, contactId: string, workflowId: string): Promise<void> {
  await world.call('POST', `/contacts/${contactId}/workflow/${workflowId}`);
  const has = world.enrolled.get(contactId) ?? new Set();
  world.enrolled.set(contactId, has.add(workflowId));
}

export async function appoint(world: World, contactId: string, startTime: string): Promise<string> {
  const { locationId, appointments, call } = world;
  const body = { locationId, contactId, calendarId: 'calendar', startTime };
  const made = await call('POST', '/calendars/events/appointments', body);
  const id = String(made.body['id']);
  const has = appointments.get(contactId) ?? new Map();
  appointments.set(contactId, has.set(id, Date.parse(startTime)));
  return id;
}

export async function makeWorkflow({ call, locationId }: World, name: string): Promise<string> {
  const made = await call('POST', `/api/locations/${locationId}/workflows`, { name });
  return (made.body['workflow'] as { id: string }).id;
}

export async function makeBusiness({ call, locationId }: World, name: string): Promise<string> {
  const made = await call('POST', '/businesses/', { locationId, name });
  return (made.body['buiseness'] as { id: string }).id;
}
