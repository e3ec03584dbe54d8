import type { DataType } from '../../custom-fields/custom-field.ts';
import type { SortKey, Source, TimeSource } from './search-contacts.store.ts';

export type Operator =
  | 'eq'
  | 'not_eq'
  | 'contains'
  | 'not_contains'
  | 'exists'
  | 'not_exists'
  | 'range'
  | 'nested';

export type FieldKind =
  | { kind: 'text'; source: Source }
  | { kind: 'number'; source: Source }
  | { kind: 'boolean'; source: Source }
  | { kind: 'time'; time: TimeSource }
  /** `YYYY-MM-DD`. */
  | { kind: 'date'; source: Source }
  | { kind: 'email' }
  /** By its code; a name or another code of it is read. */
  | { kind: 'country'; source: Source }
  | { kind: 'phone' }
  | { kind: 'tags' }
  | { kind: 'notes' }
  /** Published, and nothing is known of it here: no contact has one. */
  | { kind: 'unknown' };

export type SearchField = FieldKind & { operators: readonly Operator[] };

const full = ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] as const;
const exact = ['eq', 'not_eq', 'exists', 'not_exists'] as const;
const ranged = ['range', 'exists', 'not_exists'] as const;

const text = (source: Source): SearchField => ({ kind: 'text', source, operators: full });
const exactly = (path: string): SearchField => {
  return { kind: 'text', source: { path }, operators: exact };
};

/** Source: the official list of search fields and operators, with what was added to it later; those of tasks, notes, activity and who made a contact are ours. */
export const searchFields: Readonly<Record<string, SearchField>> = {
  id: { kind: 'text', source: { column: 'id' }, operators: ['eq', 'not_eq'] },
  address: text({ path: 'address1' }),
  address1: text({ path: 'address1' }),
  city: text({ path: 'city' }),
  businessName: text({ related: 'businessName' }),
  companyName: text({ column: 'company_name_key' }),
  firstName: text({ column: 'first_name_key' }),
  firstNameLowerCase: text({ column: 'first_name_key' }),
  lastName: text({ column: 'last_name_key' }),
  lastNameLowerCase: text({ column: 'last_name_key' }),
  contactName: text({ path: 'name' }),
  phone: { kind: 'phone', operators: full },
  postalCode: text({ path: 'postalCode' }),
  source: text({ column: 'source_key' }),
  state: text({ path: 'state' }),
  tags: { kind: 'tags', operators: full },
  assignedTo: { kind: 'text', source: { column: 'assigned_to' }, operators: exact },
  businessId: exactly('businessId'),
  country: { kind: 'country', source: { path: 'country' }, operators: exact },
  dnd: { kind: 'boolean', source: { path: 'dnd' }, operators: exact },
  email: { kind: 'email', operators: full },
  followers: { kind: 'text', source: { list: 'followers' }, operators: exact },
  timezone: exactly('timezone'),
  type: exactly('type'),
  website: text({ path: 'website' }),
  dateAdded: { kind: 'time', time: 'date_added', operators: ranged },
  dateUpdated: { kind: 'time', time: 'date_updated', operators: ranged },
  lastAppointment: { kind: 'time', time: 'last_appointment', operators: ranged },
  lastActivity: { kind: 'time', time: 'last_activity', operators: ranged },
  nextTaskDue: { kind: 'time', time: 'next_task_due', operators: ranged },
  openTasks: {
    kind: 'number',
    source: { related: 'openTasks' },
    operators: [...exact, 'range'],
  },
  notes: { kind: 'notes', operators: ['contains', 'not_contains', 'exists', 'not_exists'] },
  createdBy: exactly('createdBy.sourceId'),
  'createdBy.source': exactly('createdBy.source'),
  dateOfBirth: { kind: 'date', source: { path: 'dateOfBirth' }, operators: ranged },
  'inboundDndSettings.all.status': exactly('inboundDndSettings.all.status'),
  activeWorkflows: { kind: 'text', source: { related: 'activeWorkflows' }, operators: exact },
  finishedWorkflows: { kind: 'unknown', operators: exact },
  isValidWhatsapp: { kind: 'unknown', operators: exact },
  validEmail: { kind: 'unknown', operators: exact },
  lastEmailClickedDate: { kind: 'unknown', operators: ranged },
  lastEmailOpenedDate: { kind: 'unknown', operators: ranged },
  opportunities: { kind: 'unknown', operators: ['nested'] },
  ...Object.fromEntries(
    ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB', 'RCS'].map((channel) => [
      `dndSettings.${channel}.status`,
      exactly(`dndSettings.${channel}.status`),
    ]),
  ),
};

export function findSearchField(name: string): SearchField | undefined {
  return Object.hasOwn(searchFields, name) ? searchFields[name] : undefined;
}

/** The names of the fields that the text could have meant. */
export function similarFields(name: string): string[] {
  const wanted = name.toLowerCase();
  return Object.keys(searchFields).filter((each) => {
    const known = each.toLowerCase();
    return known.includes(wanted) || wanted.includes(known);
  });
}

/** How values of a custom field are searched; of a text-box list one text, or whether there is any. */
export function customFieldSearch(
  dataType: DataType,
  isOneText: boolean,
): { kind: 'text' | 'number' | 'date'; operators: readonly Operator[] } {
  switch (dataType) {
    case 'CHECKBOX':
    case 'MULTIPLE_OPTIONS':
      return { kind: 'text', operators: exact };
    case 'NUMERICAL':
    case 'MONETORY':
      return { kind: 'number', operators: [...exact, 'range'] };
    case 'DATE':
      return { kind: 'date', operators: [...ranged, 'eq', 'not_eq'] };
    case 'FILE_UPLOAD':
      return { kind: 'text', operators: ['exists', 'not_exists'] };
    case 'TEXTBOX_LIST':
      return { kind: 'text', operators: isOneText ? full : ['exists', 'not_exists'] };
    default:
      return { kind: 'text', operators: full };
  }
}

/** What a page may be sorted by. */
export const sortFields = {
  dateAdded: 'date_added',
  dateUpdated: 'date_updated',
  firstNameLowerCase: 'first_name_key',
  lastNameLowerCase: 'last_name_key',
  source: 'source_key',
  companyName: 'company_name_key',
  businessName: 'business_name',
  email: 'email',
  dnd: 'dnd',
} as const satisfies Readonly<Record<string, SortKey>>;
