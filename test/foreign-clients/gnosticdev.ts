import { createHighLevelClient } from '@gnosticdev/highlevel-sdk';
import type { ForeignClient, Reply } from './foreign-client.ts';

/** `@gnosticdev/highlevel-sdk`, unmodified: generated from the published documents of v2. */
export function gnosticClient(baseUrl: string, token: string): ForeignClient {
  const { contacts, locations } = createHighLevelClient({ baseUrl }, 'integration', {
    privateToken: token,
    accessType: 'Sub-Account',
  });
  const header = { Version: '2021-07-28' } as const;
  const ofContact = (contactId: string) => ({ params: { header, path: { contactId } } });
  const ofNote = (contactId: string, id: string) => ({
    params: { header, path: { contactId, id } },
  });
  const ofTask = (contactId: string, taskId: string) => ({
    params: { header, path: { contactId, taskId } },
  });
  const ofLocation = (locationId: string) => ({ params: { header, path: { locationId } } });
  const ofRecord = (locationId: string, id: string) => ({
    params: { header, path: { locationId, id } },
  });
  const ofTag = (locationId: string, tagId: string) => ({
    params: { header, path: { locationId, tagId } },
  });
  const one = '/contacts/{contactId}';
  const notes = '/contacts/{contactId}/notes';
  const note = '/contacts/{contactId}/notes/{id}';
  const tasks = '/contacts/{contactId}/tasks';
  const task = '/contacts/{contactId}/tasks/{taskId}';
  const tags = '/contacts/{contactId}/tags';
  const followed = '/contacts/{contactId}/followers';
  const everyTag = '/locations/{locationId}/tags';
  const oneTag = '/locations/{locationId}/tags/{tagId}';
  const fields = '/locations/{locationId}/customFields';
  const field = '/locations/{locationId}/customFields/{id}';
  const values = '/locations/{locationId}/customValues';
  const value = '/locations/{locationId}/customValues/{id}';
  return {
    createContact: (body) => done(contacts.POST('/contacts/', { params: { header }, body })),
    upsertContact: (body) => done(contacts.POST('/contacts/upsert', { params: { header }, body })),
    getContact: (contactId) => done(contacts.GET(one, ofContact(contactId))),
    getContacts: (query) => done(contacts.GET('/contacts/', { params: { header, query } })),
    getDuplicate: (query) =>
      done(contacts.GET('/contacts/search/duplicate', { params: { header, query } })),
    updateContact: (contactId, body) => done(contacts.PUT(one, { ...ofContact(contactId), body })),
    deleteContact: (contactId) => done(contacts.DELETE(one, ofContact(contactId))),

    createNote: (contactId, body) => done(contacts.POST(notes, { ...ofContact(contactId), body })),
    getNotes: (contactId) => done(contacts.GET(notes, ofContact(contactId))),
    getNote: (contactId, id) => done(contacts.GET(note, ofNote(contactId, id))),
    updateNote: (contactId, id, body) =>
      done(contacts.PUT(note, { ...ofNote(contactId, id), body })),
    deleteNote: (contactId, id) => done(contacts.DELETE(note, ofNote(contactId, id))),

    createTask: (contactId, body) => done(contacts.POST(tasks, { ...ofContact(contactId), body })),
    getTasks: (contactId) => done(contacts.GET(tasks, ofContact(contactId))),
    getTask: (contactId, taskId) => done(contacts.GET(task, ofTask(contactId, taskId))),
    updateTask: (contactId, taskId, body) =>
      done(contacts.PUT(task, { ...ofTask(contactId, taskId), body })),
    completeTask: (contactId, taskId) =>
      done(
        contacts.PUT('/contacts/{contactId}/tasks/{taskId}/completed', {
          ...ofTask(contactId, taskId),
          body: { completed: true },
        }),
      ),
    deleteTask: (contactId, taskId) => done(contacts.DELETE(task, ofTask(contactId, taskId))),

    addTags: (contactId, names) =>
      done(contacts.POST(tags, { ...ofContact(contactId), body: { tags: names } })),
    removeTags: (contactId, names) =>
      done(contacts.DELETE(tags, { ...ofContact(contactId), body: { tags: names } })),
    changeTagsOfMany: (type, body) =>
      done(
        contacts.POST('/contacts/bulk/tags/update/{type}', {
          params: { header, path: { type } },
          body,
        }),
      ),
    createTag: (locationId, name) =>
      done(locations.POST(everyTag, { ...ofLocation(locationId), body: { name } })),
    getTags: (locationId) => done(locations.GET(everyTag, ofLocation(locationId))),
    getTag: (locationId, tagId) => done(locations.GET(oneTag, ofTag(locationId, tagId))),
    updateTag: (locationId, tagId, name) =>
      done(locations.PUT(oneTag, { ...ofTag(locationId, tagId), body: { name } })),
    deleteTag: (locationId, tagId) => done(locations.DELETE(oneTag, ofTag(locationId, tagId))),

    addFollowers: (contactId, followers) =>
      done(contacts.POST(followed, { ...ofContact(contactId), body: { followers } })),
    removeFollowers: (contactId, followers) =>
      done(contacts.DELETE(followed, { ...ofContact(contactId), body: { followers } })),

    createField: (locationId, body) =>
      done(locations.POST(fields, { ...ofLocation(locationId), body })),
    getFields: (locationId) => done(locations.GET(fields, ofLocation(locationId))),
    getField: (locationId, id) => done(locations.GET(field, ofRecord(locationId, id))),
    updateField: (locationId, id, body) =>
      done(locations.PUT(field, { ...ofRecord(locationId, id), body })),
    deleteField: (locationId, id) => done(locations.DELETE(field, ofRecord(locationId, id))),

    createValue: (locationId, body) =>
      done(locations.POST(values, { ...ofLocation(locationId), body })),
    getValues: (locationId) => done(locations.GET(values, ofLocation(locationId))),
    getValue: (locationId, id) => done(locations.GET(value, ofRecord(locationId, id))),
    updateValue: (locationId, id, body) =>
      done(locations.PUT(value, { ...ofRecord(locationId, id), body })),
    deleteValue: (locationId, id) => done(locations.DELETE(value, ofRecord(locationId, id))),
  };
}

/** The client's result; throws the server's sentence where the client found an error. */
async function done(
  sent: Promise<{ data?: object | undefined; error?: unknown; response: Response }>,
): Promise<Reply> {
  const { data, error, response } = await sent;
  if (response.ok) return data;
  throw new Error(`${response.status} ${JSON.stringify(error)}`);
}
