import type { ContactPlace } from './contacts.ts';

/** Where a request writes, and whether its tags become lower-case. */
export function placeOf(
  location: ContactPlace['location'],
  { lowerCaseTags }: { lowerCaseTags: boolean },
): ContactPlace {
  return { location, lowerCaseTags };
}
