import type { Exemption } from './exemption.ts';

const recorded = 'in recorded replies of the live service, of 2026: clients check for it';
const lists = ['additionalEmails', 'additionalPhones', 'followers'];
const kindOfField = ['documentType', 'standard', 'scopes'];

const at = (place: string, names: readonly string[]): string[] =>
  names.map((name) => `${place}.${name}`);

const unpublished = (
  operations: readonly string[],
  statuses: readonly number[],
  paths: readonly string[],
): Exemption => ({ kind: 'not published', operations, statuses, paths, reason: recorded });

export const liveReplyExemptions: readonly Exemption[] = [
  unpublished(['create-contact'], [201], at('contact', lists)),
  unpublished(
    ['get-contact', 'update-contact', 'upsert-contact', 'get-duplicate-contact'],
    [200],
    at('contact', lists),
  ),
  unpublished(
    ['get-contacts', 'get-contacts-by-businessId'],
    [200],
    at('contacts[]', ['additionalEmails', 'additionalPhones']),
  ),
  unpublished(['get-all-notes'], [200], ['notes[].bodyText']),
  unpublished(['create-note'], [201], ['note.bodyText']),
  unpublished(['get-note', 'update-note'], [200], ['note.bodyText']),
  unpublished(['get-custom-fields'], [200], at('customFields[]', [...kindOfField, 'parentId'])),
  unpublished(['create-custom-field'], [201], at('customField', [...kindOfField, 'parentId'])),
  unpublished(
    ['get-custom-field', 'update-custom-field'],
    [200],
    at('customField', [...kindOfField, 'parentId']),
  ),
  unpublished(['get-custom-field-by-id', 'update-object-field'], [200], at('field', kindOfField)),
  unpublished(['create-object-field'], [201], at('field', kindOfField)),
  unpublished(
    ['get-custom-fields-by-object-key'],
    [200],
    [...at('fields[]', kindOfField), ...at('folders[]', kindOfField)],
  ),
  unpublished(['get-custom-values'], [200], ['customValues[].documentType']),
  unpublished(['create-custom-value'], [201], ['customValue.documentType']),
  unpublished(['get-custom-value', 'update-custom-value'], [200], ['customValue.documentType']),
];
