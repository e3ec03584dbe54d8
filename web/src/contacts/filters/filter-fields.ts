import { countryNames } from '../../api/generated/countries.ts';
import {
  type SearchKind,
  type SearchOperator,
  type SearchableField,
  customFieldSearch,
  searchFields,
  textBoxSearch,
} from '../../api/generated/search-fields.ts';
import type { EditorOption } from '../../table/editors/editor-spec.ts';
import { type Lists, userOptions } from '../fields.tsx';
import { searchLabels, words } from './words.ts';

/** What contacts can be filtered by, in the words of people. */
export type FilterField = {
  name: string;
  label: string;
  kind: SearchKind;
  operators: readonly SearchOperator[];
  /** Where there are only so many values. */
  options?: readonly EditorOption[];
  /** Whether others than those can be typed. */
  takesOther?: boolean;
};

type Standard = keyof typeof searchFields;

/** Other names of fields that are there already: read in an address, and not offered. */
const otherNames: ReadonlySet<string> = new Set<Standard>([
  'address',
  'firstNameLowerCase',
  'lastNameLowerCase',
]);

const statuses: readonly EditorOption[] = Object.entries(words.statuses).map(([value, label]) => ({
  value,
  label,
}));

/** Every field that the server searches, and those that only an address may name. */
export function filterFields(lists: Lists): FilterField[] {
  const standard = Object.entries(searchLabels).map(([name, label]): FilterField => {
    const named = name as Standard;
    const { kind, operators }: SearchableField = searchFields[named];
    return { name, label, kind, operators, ...optionsOf(named, kind, lists) };
  });
  return [...standard, ...lists.customFields.flatMap(ofCustomField)];
}

function optionsOf(
  name: Standard,
  kind: SearchKind,
  { users, tags }: Lists,
): Pick<FilterField, 'options' | 'takesOther'> {
  if (name === 'assignedTo' || name === 'followers') return { options: userOptions(users) };
  if (name.endsWith('.status')) return { options: statuses };
  switch (kind) {
    case 'tags':
      return { options: tags.map((value) => ({ value, label: value })), takesOther: true };
    case 'country':
      return {
        options: Object.entries(countryNames).map(([value, label]) => ({ value, label })),
      };
    case 'boolean':
      return {
        options: [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ],
      };
    default:
      return {};
  }
}

function ofCustomField(field: Lists['customFields'][number]): FilterField[] {
  const { id, name, dataType, picklistOptions, textBoxListOptions } = field;
  const search = customFieldSearch[dataType];
  if (!search) return [];
  const own: FilterField = {
    name: `customFields.${id}`,
    label: name,
    ...search,
    ...(picklistOptions.length > 0 &&
      dataType !== 'TEXTBOX_LIST' && {
        options: picklistOptions.map((value) => ({ value, label: value })),
        takesOther: true,
      }),
  };
  const texts = (textBoxListOptions ?? []).map(
    (text): FilterField => ({
      name: `customFields.${id}.${text.id}`,
      label: `${name}: ${text.label}`,
      ...textBoxSearch,
    }),
  );
  return [own, ...texts];
}

export function isOffered({ name, kind }: FilterField): boolean {
  return kind !== 'unknown' && !otherNames.has(name);
}
