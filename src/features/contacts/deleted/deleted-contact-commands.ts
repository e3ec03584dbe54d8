import { eraseContactCommand } from './erase-contact.ts';
import { restoreContactCommand } from './restore-contact.ts';

/** Loaded on the writer thread. */
export const deletedContactCommands = [restoreContactCommand, eraseContactCommand] as const;
