import type { ContactPlace } from './contacts.ts';

type CallRules = { compatibility: { lowerCaseTags: boolean }; warnings: string[] };

/** Where a request writes, by which rules, and who hears of what was not used as sent. */
export function placeOf(location: ContactPlace['location'], call: CallRules): ContactPlace {
  return {
    location,
    lowerCaseTags: call.compatibility.lowerCaseTags,
    warn: (sentence) => void call.warnings.push(sentence),
  };
}
