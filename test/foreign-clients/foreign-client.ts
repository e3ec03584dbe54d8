/** What a reply is to the round: read by its published keys. */
export type Reply = object | undefined;

export type ContactFields = {
  firstName?: string;
  email?: string;
  tags?: string[];
  customFields?: { id: string; field_value: string }[];
};
export type NewNote = { body: string };
export type NewTask = { title: string; body: string; dueDate: string; completed: boolean };
export type BulkTags = {
  contacts: string[];
  tags: string[];
  locationId: string;
  removeAllTags?: boolean;
};
export type NewField = { name: string; dataType: string; position: number };
export type NewValue = { name: string; value: string };

/** The same calls of clients that nobody here wrote, each as it is published. */
export type ForeignClient = {
  createContact(body: ContactFields & { locationId: string }): Promise<Reply>;
  upsertContact(body: ContactFields & { locationId: string }): Promise<Reply>;
  getContact(contactId: string): Promise<Reply>;
  getContacts(query: { locationId: string; query?: string }): Promise<Reply>;
  getDuplicate(query: { locationId: string; email: string }): Promise<Reply>;
  updateContact(contactId: string, body: ContactFields): Promise<Reply>;
  deleteContact(contactId: string): Promise<Reply>;

  createNote(contactId: string, body: NewNote): Promise<Reply>;
  getNotes(contactId: string): Promise<Reply>;
  getNote(contactId: string, id: string): Promise<Reply>;
  updateNote(contactId: string, id: string, body: NewNote): Promise<Reply>;
  deleteNote(contactId: string, id: string): Promise<Reply>;

  createTask(contactId: string, body: NewTask): Promise<Reply>;
  getTasks(contactId: string): Promise<Reply>;
  getTask(contactId: string, taskId: string): Promise<Reply>;
  updateTask(contactId: string, taskId: string, body: Partial<NewTask>): Promise<Reply>;
  completeTask(contactId: string, taskId: string): Promise<Reply>;
  deleteTask(contactId: string, taskId: string): Promise<Reply>;

  addTags(contactId: string, tags: string[]): Promise<Reply>;
  removeTags(contactId: string, tags: string[]): Promise<Reply>;
  changeTagsOfMany(type: 'add' | 'remove', body: BulkTags): Promise<Reply>;
  createTag(locationId: string, name: string): Promise<Reply>;
  getTags(locationId: string): Promise<Reply>;
  getTag(locationId: string, tagId: string): Promise<Reply>;
  updateTag(locationId: string, tagId: string, name: string): Promise<Reply>;
  deleteTag(locationId: string, tagId: string): Promise<Reply>;

  addFollowers(contactId: string, followers: string[]): Promise<Reply>;
  removeFollowers(contactId: string, followers: string[]): Promise<Reply>;

  createField(locationId: string, body: NewField): Promise<Reply>;
  getFields(locationId: string): Promise<Reply>;
  getField(locationId: string, id: string): Promise<Reply>;
  updateField(
    locationId: string,
    id: string,
    body: { name: string; position: number },
  ): Promise<Reply>;
  deleteField(locationId: string, id: string): Promise<Reply>;

  createValue(locationId: string, body: NewValue): Promise<Reply>;
  getValues(locationId: string): Promise<Reply>;
  getValue(locationId: string, id: string): Promise<Reply>;
  updateValue(locationId: string, id: string, body: NewValue): Promise<Reply>;
  deleteValue(locationId: string, id: string): Promise<Reply>;
};
