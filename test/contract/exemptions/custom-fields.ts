import type { Exemption } from './exemption.ts';

export const customFieldExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['get-custom-fields'],
    statuses: [200],
    paths: ['customFields[].description', 'customFields[].dateAdded'],
    reason: 'what is stored is returned; the newer document of custom fields has both',
  },
  {
    kind: 'not published',
    operations: ['create-custom-field'],
    statuses: [201],
    paths: ['customField.description', 'customField.dateAdded'],
    reason: 'the same',
  },
  {
    kind: 'not published',
    operations: ['get-custom-field', 'update-custom-field'],
    statuses: [200],
    paths: ['customField.description', 'customField.dateAdded'],
    reason: 'the same',
  },
  {
    kind: 'mismatch',
    operations: ['upload-file-customFields'],
    statuses: [200],
    paths: ['meta[] type'],
    reason: 'the schema says texts, its own example shows objects',
  },
  {
    kind: 'status not published',
    operations: ['upload-file-customFields'],
    statuses: [415],
    paths: [''],
    reason: 'a body that is no form is told what is needed',
  },
  {
    kind: 'mismatch',
    operations: ['get-custom-fields-by-object-key'],
    statuses: [200],
    paths: ['folders[] required'],
    reason: 'folders are published in the shape of fields, and a folder has no type',
  },
  {
    kind: 'never returned',
    operations: ['get-custom-fields-by-object-key'],
    statuses: [200],
    paths: [
      'description',
      'placeholder',
      'options',
      'options[].key',
      'options[].label',
      'options[].url',
      'acceptedFormats',
      'dataType',
      'allowCustomOption',
      'maxFileLimit',
    ].map((each) => `folders[].${each}`),
    reason: 'what only a field has',
  },
];
