import type { DeletedContact } from '../../api/deleted-contacts.ts';
import { words } from './words.ts';

/** What the contact is called: by its name, else by how it is reached. */
export function contactName({ firstName, lastName, email, phone }: DeletedContact): string {
  const name = [firstName, lastName].filter(Boolean).join(' ').trim();
  return [name, email, phone].find((each) => each !== undefined && each !== '') ?? words.noName;
}
