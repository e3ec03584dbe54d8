import type { WritingRules } from './contact-input.ts';
import type { ContactPlace } from './contacts.ts';

type CallRules = { compatibility: WritingRules; warnings: string[] };

/** Where a request writes, by which rules, and who hears of what was not used as sent. */
export function placeOf(location: ContactPlace['location'], call: CallRules): ContactPlace {
  return {
    location,
    rules: call.compatibility,
    warn: (sentence) => void call.warnings.push(sentence),
  };
}
