import { HighLevel } from '@gohighlevel/api-client';
import type { ForeignClient } from './foreign-client.ts';

/** `@gohighlevel/api-client`, unmodified; its own version is 2023-02-21. */
export function highLevelOf(baseUrl: string, token: string, apiVersion?: string): HighLevel {
  // The client has no setting for it: what it reads when it is made is a static of its class.
  Object.defineProperty(HighLevel, 'BASE_URL', { value: baseUrl, configurable: true });
  return new HighLevel({
    privateIntegrationToken: token,
    logLevel: 'none',
    ...(apiVersion !== undefined && { apiVersion }),
  });
}

export function officialClient(baseUrl: string, token: string, apiVersion?: string): ForeignClient {
  const { contacts, locations } = highLevelOf(baseUrl, token, apiVersion);
  return {
    createContact: (body) => contacts.createContact(body),
    upsertContact: (body) => contacts.upsertContact(body),
    getContact: (contactId) => contacts.getContact({ contactId }),
    getContacts: (query) => contacts.getContacts(query),
    // Its reply has no published body.
    getDuplicate: (query) => contacts.getDuplicateContact(query),
    updateContact: (contactId, body) => contacts.updateContact({ contactId }, body),
    deleteContact: (contactId) => contacts.deleteContact({ contactId }),

    createNote: (contactId, body) => contacts.createNote({ contactId }, body),
    getNotes: (contactId) => contacts.getAllNotes({ contactId }),
    getNote: (contactId, id) => contacts.getNote({ contactId, id }),
    updateNote: (contactId, id, body) => contacts.updateNote({ contactId, id }, body),
    deleteNote: (contactId, id) => contacts.deleteNote({ contactId, id }),

    createTask: (contactId, body) => contacts.createTask({ contactId }, body),
    getTasks: (contactId) => contacts.getAllTasks({ contactId }),
    getTask: (contactId, taskId) => contacts.getTask({ contactId, taskId }),
    updateTask: (contactId, taskId, body) => contacts.updateTask({ contactId, taskId }, body),
    completeTask: (contactId, taskId) =>
      contacts.updateTaskCompleted({ contactId, taskId }, { completed: true }),
    deleteTask: (contactId, taskId) => contacts.deleteTask({ contactId, taskId }),

    addTags: (contactId, tags) => contacts.addTags({ contactId }, { tags }),
    removeTags: (contactId, tags) => contacts.removeTags({ contactId }, { tags }),
    changeTagsOfMany: (type, body) => contacts.createAssociation({ type }, body),
    createTag: (locationId, name) => locations.createTag({ locationId }, { name }),
    getTags: (locationId) => locations.getLocationTags({ locationId }),
    getTag: (locationId, tagId) => locations.getTagById({ locationId, tagId }),
    updateTag: (locationId, tagId, name) => locations.updateTag({ locationId, tagId }, { name }),
    deleteTag: (locationId, tagId) => locations.deleteTag({ locationId, tagId }),

    addFollowers: (contactId, followers) =>
      contacts.addFollowersContact({ contactId }, { followers }),
    removeFollowers: (contactId, followers) =>
      contacts.removeFollowersContact({ contactId }, { followers }),

    createField: (locationId, body) => locations.createCustomField({ locationId }, body),
    getFields: (locationId) => locations.getCustomFields({ locationId }),
    getField: (locationId, id) => locations.getCustomField({ locationId, id }),
    updateField: (locationId, id, body) => locations.updateCustomField({ locationId, id }, body),
    deleteField: (locationId, id) => locations.deleteCustomField({ locationId, id }),

    createValue: (locationId, body) => locations.createCustomValue({ locationId }, body),
    getValues: (locationId) => locations.getCustomValues({ locationId }),
    getValue: (locationId, id) => locations.getCustomValue({ locationId, id }),
    updateValue: (locationId, id, body) => locations.updateCustomValue({ locationId, id }, body),
    deleteValue: (locationId, id) => locations.deleteCustomValue({ locationId, id }),
  };
}
