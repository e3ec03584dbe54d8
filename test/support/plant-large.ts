import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { plantRow } from './plant-rows.ts';

export type PlantedLarge = {
  contactId: string;
  businessId: string;
  companyId: string;
  emails: string;
  /** By the list that holds them, what an operation must lead to. */
  ids: Readonly<Record<string, (operation: string) => string[]>>;
};

const many = 6;
const large = 1_900_000;

/** Records of every list, so large that a full page of any would be many times what one may be. */
export function plantLarge(
  database: DatabaseSync,
  locationId: string,
  contactId: string,
): PlantedLarge {
  const date = new Date(0).toISOString();
  const dates = { createdAt: date, updatedAt: date };
  const text = 'x'.repeat(large);
  const location = { ...database.prepare('SELECT * FROM locations WHERE id = ?').get(locationId) };
  const contact = { ...database.prepare('SELECT * FROM contacts WHERE id = ?').get(contactId) };
  const [locationNo = 0, contactNo = 0] = [location['no'], contact['no']];
  const body: unknown = JSON.parse(String(contact['body']));
  const [businessId, companyId] = ['large-business', 'large-company'];
  const plant = (table: string, fixed: (id: string, at: number) => object): string[] =>
    Array.from({ length: many }, (_, at) => {
      const id = `large-${table}-${at}`;
      const own = fixed(id, at) as Record<string, SQLInputValue>;
      plantRow(database, table, { location_no: locationNo, id, deleted_at: null, ...own }, 'large');
      return id;
    });
  const plantContacts = (ending: string, deletedAt: number | null): string[] =>
    plant('contacts', (name, at) => ({
      id: `${name}-${ending}`,
      business_id: businessId,
      source_key: 'large',
      date_added: at,
      date_updated: at,
      deleted_at: deletedAt,
      body: JSON.stringify({
        ...(body as object),
        id: `${name}-${ending}`,
        businessId,
        source: 'large',
        fullNameLowerCase: `n${at % 3}`,
        customFields: [{ id: 'field', value: text }],
      }),
    })).map((name) => `${name}-${ending}`);
  database.exec('BEGIN');
  const businesses = plant('businesses', (id, at) => ({
    body: JSON.stringify({ id, name: 'Large', locationId, description: text, ...dates }),
    id: at === 0 ? businessId : id,
    created_at: at,
    updated_at: at,
  }));
  const live = plantContacts('live', null);
  const deleted = plantContacts('deleted', Date.now());
  const notes = plant('notes', () => ({ contact_no: contactNo, body: text }));
  const tasks = plant('tasks', (_id, at) => ({
    contact_no: contactNo,
    body: text,
    due_at: at,
    completed: 0,
  }));
  const users = plant('users', (_id, at) => ({
    company_id: companyId,
    email_key: `u${at}@large.example`,
    email: `u${at}@large.example`,
    type: 'agency',
    role: 'user',
    profile: JSON.stringify({ profilePhoto: text }),
    created_at: at,
  }));
  const locations = plant('locations', () => ({
    country: 'US',
    timezone: 'UTC',
    settings: '{}',
    profile: JSON.stringify({ companyId, website: text }),
    allow_duplicate_contact: 0,
  }));
  const insertTag = database.prepare(
    `INSERT INTO tags (location_no, id, name, name_key, contact_count, created_at)
     VALUES (?, ?, ?, ?, 0, 1)`,
  );
  const tags = Array.from({ length: 10_000 }, (_, at) => {
    const id = `large-tag-${at}`;
    const name = `${at} ${'é'.repeat(600)}`;
    insertTag.run(locationNo, id, name, name);
    return id;
  });
  for (let at = 0; at < many; at += 1) {
    const { position } =
      database
        .prepare(
          `INSERT INTO events (location_no, type, record_id, contact_id, version, at, actor)
           VALUES (?, 'contact.updated', ?, ?, 1, 1, '{"kind":"cli","id":"x","name":"x"}')
           RETURNING position`,
        )
        .get(locationNo, contactId, contactId) ?? {};
    database
      .prepare('INSERT INTO event_values (position, before, after) VALUES (?, ?, ?)')
      .run(position ?? 0, JSON.stringify({ firstName: null }), JSON.stringify({ firstName: text }));
  }
  database
    .prepare("INSERT INTO event_counts VALUES (?, 'contact.updated', ?)")
    .run(locationNo, many);
  database.exec('COMMIT');
  return {
    contactId,
    businessId,
    companyId,
    emails: Array.from({ length: many }, (_, at) => `u${at}@large.example`).join(','),
    ids: {
      contacts: (operation) => (operation === 'list-deleted-contacts' ? deleted : live),
      notes: () => notes,
      tasks: () => tasks,
      users: () => users,
      locations: () => locations,
      tags: () => tags,
      businesses: () => businesses,
    },
  };
}
