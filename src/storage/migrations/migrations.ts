import { foundation } from './0001-foundation.ts';
import { eventCounts } from './0002-event-counts.ts';
import { deletedTags } from './0003-deleted-tags.ts';
import { notesAndTasks } from './0004-notes-and-tasks.ts';
import { businessesAndHooks } from './0005-businesses-and-hooks.ts';
import { people } from './0006-people.ts';
import { customFields } from './0007-custom-fields.ts';
import { valuesAndFiles } from './0008-values-and-files.ts';
import { numbersOnce } from './0009-numbers-once.ts';
import { fileReferences } from './0010-file-references.ts';
import { eventsByType } from './0011-events-by-type.ts';
import { locationBytes } from './0012-location-bytes.ts';
import { jobs } from './0013-jobs.ts';
import { keysOfActors } from './0014-keys-of-actors.ts';
import { sessions } from './0015-sessions.ts';
import { integrationCalls } from './0016-integration-calls.ts';
import { searchIndex } from './0017-search-index.ts';
import { smartLists } from './0018-smart-lists.ts';
import { fuzzyLists } from './0019-fuzzy-lists.ts';
import { noteTerms } from './0020-note-terms.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  foundation,
  eventCounts,
  deletedTags,
  notesAndTasks,
  businessesAndHooks,
  people,
  customFields,
  valuesAndFiles,
  numbersOnce,
  fileReferences,
  eventsByType,
  locationBytes,
  jobs,
  keysOfActors,
  sessions,
  integrationCalls,
  searchIndex,
  smartLists,
  fuzzyLists,
  noteTerms,
];

/** The schema that this version of the program reads and writes. */
export const schemaVersion = Math.max(...migrations.map(({ version }) => version));
