export type FieldType =
  | 'TEXT'
  | 'LARGE_TEXT'
  | 'TEXTBOX_LIST'
  | 'NUMERICAL'
  | 'MONETORY'
  | 'PHONE'
  | 'EMAIL'
  | 'DATE'
  | 'SINGLE_OPTIONS'
  | 'MULTIPLE_OPTIONS'
  | 'RADIO'
  | 'CHECKBOX'
  | 'FILE_UPLOAD';

type Facts = {
  type: FieldType;
  label: string;
  text: string;
  /** A value is made of its options. */
  options?: true;
  /** Shows a text while nothing is typed. */
  placeholder?: true;
  /** A value is one text, in which the search of contacts can look. */
  oneText?: true;
};

/** By the names that people know; `MONETORY` is how the API spells it. */
export const fieldTypes: readonly Facts[] = [
  {
    type: 'TEXT',
    label: 'Single line',
    text: 'A name, a code, a few words',
    placeholder: true,
    oneText: true,
  },
  {
    type: 'LARGE_TEXT',
    label: 'Multi line',
    text: 'A paragraph or more',
    placeholder: true,
    oneText: true,
  },
  { type: 'TEXTBOX_LIST', label: 'Text box list', text: 'Several named texts', options: true },
  { type: 'NUMERICAL', label: 'Number', text: 'Whole or with decimals', placeholder: true },
  { type: 'MONETORY', label: 'Monetary', text: 'An amount of money', placeholder: true },
  {
    type: 'PHONE',
    label: 'Phone',
    text: 'Checked, and written +1 555…',
    placeholder: true,
    oneText: true,
  },
  { type: 'EMAIL', label: 'E-mail', text: 'A checked address', placeholder: true, oneText: true },
  { type: 'DATE', label: 'Date picker', text: 'A day' },
  {
    type: 'SINGLE_OPTIONS',
    label: 'Dropdown (single)',
    text: 'One of many',
    options: true,
    oneText: true,
  },
  {
    type: 'MULTIPLE_OPTIONS',
    label: 'Dropdown (multiple)',
    text: 'Several of many',
    options: true,
  },
  { type: 'RADIO', label: 'Radio select', text: 'One of a few', options: true, oneText: true },
  { type: 'CHECKBOX', label: 'Checkbox', text: 'Any of a few', options: true },
  { type: 'FILE_UPLOAD', label: 'File upload', text: 'Documents and pictures' },
];

export function factsOf(type: string): Facts {
  const facts = fieldTypes.find((each) => each.type === type);
  if (!facts) throw new Error(`no type of field ${type}`);
  return facts;
}

/** One that this version of the app does not know is called as the API calls it. */
export function typeLabel(type: string): string {
  return fieldTypes.find((each) => each.type === type)?.label ?? type;
}
