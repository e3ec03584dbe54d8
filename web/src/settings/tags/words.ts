import { contactCount, count } from '../../lib/count.ts';

export const words = {
  title: 'Tags',
  text: 'One name is one tag, whatever the case. A new name reaches every contact at once.',
  readOnly: 'Your role may look at the tags, and not change them.',
  loading: 'Loading tags',
  create: 'Create tag',
  createText: 'Tags also come by using them: on a contact, or with a request.',
  name: 'Name',
  contacts: 'Contacts',
  showContacts: 'Show the contacts that have it',
  actionsHead: 'Actions',
  find: 'Find a tag',
  emptyTitle: 'No tag yet',
  emptyText: 'Tags group contacts: “vip”, “newsletter”. Create one here, or put it on a contact.',
  noMatchTitle: (text: string) => `No tag matches “${text}”`,
  noMatchText: 'Tags are found by any part of their name.',
  clear: 'Clear search',
  shown: (shown: number, total: number) =>
    shown === total
      ? `${count(total)} ${total === 1 ? 'tag' : 'tags'}`
      : `${count(shown)} of ${count(total)} tags`,
  more: 'Show more',
  cancel: 'Cancel',
  save: 'Save',
  created: (name: string) => `Tag “${name}” created`,
  there: (name: string) => `“${name}” is there already.`,
  taken: (name: string) => `“${name}” is another tag: merge the two instead.`,
  actions: (name: string) => `Actions of ${name}`,
  rename: 'Rename',
  newName: (name: string) => `New name of ${name}`,
  renamed: (contacts: number) => `Renamed on ${contactCount(contacts)}`,
  undo: 'Undo',
  merge: 'Merge into another…',
  mergeTitle: (name: string) => `Merge “${name}” into another tag`,
  mergeText: (contacts: number) =>
    contacts === 0
      ? 'No contact has it. It leaves this list.'
      : `${capital(contactCount(contacts))} will have the other tag instead, and this one leaves the list. Each change is in the history of its contact.`,
  mergeInto: 'The tag that stays',
  mergeFind: 'Find the tag that stays',
  mergeAction: 'Merge',
  merging: (done: number, total: number) => `${count(done)} of ${contactCount(total)} changed…`,
  mergingText: 'This goes on by itself when you leave the page.',
  merged: (from: string, into: string) => `“${from}” is merged into “${into}”`,
  choose: 'Choose a tag',
  remove: 'Delete',
  removeTitle: (name: string) => `Delete “${name}”?`,
  removeText: (contacts: number) =>
    contacts === 0
      ? 'No contact has it.'
      : `It is taken off ${contactCount(contacts)} at once. The contacts stay.`,
  keep: 'Keep it',
  removed: (name: string) => `Tag “${name}” deleted`,
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
