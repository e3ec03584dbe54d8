import { mostFacets } from '../../contract/bounds.ts';
import { mostCounted } from '../../src/features/contacts/facets/facet.ts';
import { mostRead } from '../../src/features/contacts/facets/facets.ts';
import { bounds as facetValues } from '../../src/features/contacts/http/count-facets.ts';
import { mostNamed } from '../../src/features/contacts/list/contact-filters.ts';
import { recordLimits } from '../../src/lib/record-pages.ts';
import {
  mostWordsForgiven,
  mostWordsOfTags,
} from '../../src/features/contacts/search/text-filter.ts';
import { pageBytes } from '../../src/lib/page-bytes.ts';
import { most as mostSearched } from '../../src/features/contacts/http/search-contacts-advanced.ts';
import { pageWindow } from '../../src/features/contacts/list/list-contacts.ts';
import {
  deepest,
  longestName,
  longestValue,
  mostCharactersInAll,
  mostFilters,
  mostNoteFilters,
  mostValues,
  mostValuesInAll,
} from '../../src/features/contacts/search/search-filters.ts';
import { mostSkipped as mostLocationsSkipped } from '../../src/features/locations/search-locations.ts';
import { mostListed as mostUsersListed } from '../../src/features/users/http/get-user-by-location.ts';
import {
  mostNamed as mostUsersNamed,
  mostSkipped as mostUsersSkipped,
} from '../../src/features/users/users.ts';
import { mostTagsListed } from '../../src/features/tags/tags.ts';
import {
  mostLookedAt,
  mostWalked,
  mostWalkedBytes,
} from '../../src/features/smart-lists/membership-changes.ts';
import { mostBeside } from '../../src/features/smart-lists/unknown-changes.ts';
import { bounds as smartListPage } from '../../src/features/smart-lists/http/list-smart-list-contacts.ts';
import { taskSearchLimits } from '../../src/features/tasks/search-tasks.ts';
import { longestFolded, mostWords } from '../../src/lib/search-words.ts';
import { longestForgiven, shortestForgiven } from '../../src/lib/slips.ts';
import { placesOfOne } from '../../src/lib/turns.ts';
import { cacheBytes } from '../../src/storage/sqlite/connection.ts';
import { mostReaders } from '../../src/storage/sqlite/readers.ts';
import { type LimitGroup, bytes, clamped, count, defaults, invalid, time } from './limit.ts';

const { limits } = defaults;

/** What lists and searches take and give. */
export const searchLimits: LimitGroup = {
  title: 'Lists and searches',
  limits: [
    {
      what: 'a page of any list',
      bound: `${bytes(pageBytes)}; a single record is always sent: a contact with its tags is the largest`,
      beyond:
        'the page ends earlier; a warning, or `meta.more`, says so, and cursors go on from there',
    },
    {
      what: 'contacts of a page',
      bound: `${limits.listDefault}, at most ${limits.listMaximum}`,
      beyond: clamped(limits.listMaximum),
      settings: ['LIMITS_LIST_DEFAULT', 'LIMITS_LIST_MAXIMUM'],
    },
    {
      what: 'reach of `page`',
      bound: `the first ${count(pageWindow)} contacts; cursors have no end`,
      beyond: invalid,
    },
    {
      what: 'text of a search',
      bound: `500 characters, and with accents and joined signs taken apart ${count(longestFolded)} and ${mostWords} words; ${mostNamed} tags, ${mostNamed} loose addresses`,
      beyond: invalid,
    },
    {
      what: 'words of a `query` that tags and custom fields are searched for',
      bound: String(mostWordsOfTags),
      beyond: 'a query of more is searched for in the texts alone',
    },
    {
      what: 'words of a `query` that are found with a slip where `fuzzy` is true',
      bound: `all of at most ${mostWordsForgiven}, each of ${shortestForgiven} to ${longestForgiven} letters`,
      beyond: 'they are searched for as they are written',
    },
    {
      what: 'page of `POST /contacts/search`',
      bound: String(mostSearched),
      beyond: clamped(mostSearched),
    },
    {
      what: 'filters of `POST /contacts/search`',
      bound: `${mostFilters} in all, ${mostValues} values each, of ${longestValue} characters; ${count(mostValuesInAll)} values and ${count(mostCharactersInAll)} characters in all; names of ${longestName} characters, groups ${deepest} deep; ${mostNoteFilters} by texts of notes`,
      beyond: '400 `search_invalid`',
    },
    {
      what: 'facets of `POST /api/contacts/facets`',
      bound: String(mostFacets),
      beyond: invalid,
    },
    {
      what: 'values of a facet in a reply',
      bound: `${facetValues.fallback}, at most ${facetValues.maximum}; ${bytes(Math.floor(pageBytes / mostFacets))}`,
      beyond: `${clamped(facetValues.maximum)}; \`more\` says that there are further ones`,
    },
    {
      what: 'values of a facet that are counted',
      bound: `${count(mostCounted)}: the tags of most contacts, the newest dates, of others the first in order, or where at most ${count(mostRead)} contacts are found the first that they have`,
      beyond: '`more` says that not all are counted; the counts of those that are stay exact',
    },
    {
      what: 'time of a search',
      bound: time(limits.queryTimeoutMs),
      beyond: '503 `query_timed_out`',
      settings: ['LIMITS_QUERY_TIMEOUT_MS'],
    },
    {
      what: 'searches that wait',
      bound: `${count(limits.readQueue)}, of one integration ${count(placesOfOne(limits.readQueue))}; answered in turn by location, and in each by integration`,
      beyond: '503 `unavailable` with `Retry-After`',
      settings: ['LIMITS_READ_QUEUE'],
    },
    {
      what: 'time that a search waits',
      bound: time(limits.queryWaitMs),
      beyond: '503 `unavailable` with `Retry-After`',
      settings: ['LIMITS_QUERY_WAIT_MS'],
    },
    {
      what: 'searches at once',
      bound: `as many as cores, 2 to ${mostReaders}; of one location, and of one integration, all but one. Each keeps ${bytes(cacheBytes)} of the database in memory`,
      beyond: 'it waits',
    },
    {
      what: 'events of a page',
      bound: `${limits.eventsDefault}, at most ${limits.eventsMaximum}`,
      beyond: clamped(limits.eventsMaximum),
      settings: ['LIMITS_EVENTS_DEFAULT', 'LIMITS_EVENTS_MAXIMUM'],
    },
    {
      what: 'contacts of a page of a smart list',
      bound: `${smartListPage.fallback}, at most ${smartListPage.maximum}`,
      beyond: clamped(smartListPage.maximum),
    },
    {
      what: 'what one page of the changes of a smart list looks at',
      bound: `${mostLookedAt} events of contacts; to know what those were ${count(mostWalked)} more, ${bytes(mostWalkedBytes)}`,
      beyond:
        'the page ends earlier, and `meta.more` says so; of one contact alone 422 `changes_unknown`',
    },
    {
      what: 'renamed and deleted tags, new custom fields and changes of the location since the cursor of such a page',
      bound: count(mostBeside),
      beyond: '422 `changes_unknown`',
    },
    {
      what: 'notes or tasks of a contact in a reply',
      bound: count(recordLimits.maximum),
      beyond: '`meta.more`, `meta.nextCursor` and a warning',
    },
    {
      what: 'tasks of a search',
      bound: `${taskSearchLimits.fallback}, at most ${taskSearchLimits.maximum}; 500 contacts, 500 people`,
      beyond: clamped(taskSearchLimits.maximum),
    },
    {
      what: 'tags of a location in a reply',
      bound: count(mostTagsListed),
      beyond: '`skip` leads on',
    },
    {
      what: 'users of a location in a reply',
      bound: count(mostUsersListed),
      beyond: 'a warning; `GET /users/search` leads on',
    },
    {
      what: 'ids and e-mails that a search of users names',
      bound: String(mostUsersNamed),
      beyond: invalid,
    },
    {
      what: '`skip` in searches of users, of locations',
      bound: `${count(mostUsersSkipped)}, ${count(mostLocationsSkipped)}`,
      beyond: invalid,
    },
    {
      what: 'businesses of a page, contacts of a business',
      bound: `100 and 25, at most ${limits.listMaximum}`,
      beyond: clamped(limits.listMaximum),
      settings: ['LIMITS_LIST_MAXIMUM'],
    },
  ],
};
