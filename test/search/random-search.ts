import type { Tree } from './judge.ts';
import {
  type Random,
  type World,
  cities,
  companies,
  days,
  firstNames,
  lastNames,
  numbers,
  sources,
  tagNames,
  texts,
  types,
  users,
  zones,
} from './world.ts';

const full = ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'];
const exact = ['eq', 'not_eq', 'exists', 'not_exists'];
const ranged = ['range', 'exists', 'not_exists'];

type Values = {
  eq: readonly unknown[];
  part?: readonly string[];
  range?: readonly (string | number)[];
};

/** Every field with its operators, and values that some contacts have or nearly have. */
function fieldsOf(
  { fields, enrolled, integrationId }: World,
  ids: readonly string[],
): [string, string[], Values][] {
  const custom = (name: keyof World['fields'], option?: string): string =>
    `customFields.${fields[name]}${option === undefined ? '' : `.${option}`}`;
  const now = Date.now();
  const whens = [
    now,
    now - 86_400_000,
    now + 86_400_000,
    new Date(now).toISOString(),
    '2026-01-01',
    0,
  ];
  const dues = ['2026-06-01T10:00:00.000Z', '2026-06-02', '2026-06-30T23:59:59.999Z', 0];
  const parts = ['an', 'ANN', 'a', 'der b', 'ström', 'ö', 'smith', 'q', 'e'];
  const textField = (
    name: string,
    eq: readonly string[],
    part = parts,
  ): [string, string[], Values] => [name, full, { eq, part }];
  return [
    ['id', ['eq', 'not_eq'], { eq: ids.slice(0, 5) }],
    textField('firstNameLowerCase', firstNames),
    textField('lastNameLowerCase', lastNames),
    textField('contactName', ['ann archer', 'Bob', 'änn baker']),
    textField('companyName', companies, ['acme', 'nor', 'trader', 'müll', 'l', 'wind tr']),
    textField('city', cities, ['york', 'zur', 'rich', 'ã', 'n']),
    textField('source', sources, ['we', 'form', '2', 'api']),
    textField('state', ['ZH', 'zh'], ['z', 'ny']),
    textField('address', ['1', '221B baker street'], ['baker', 'b', 's l', 'street', '’s']),
    textField('postalCode', ['8001'], ['00', '9410']),
    textField('website', ['www.b.example'], ['example', 'www', '://', 'b.e']),
    textField('businessName', ['Bäckerei', 'acme'], ['back', 'a', 'nothing']),
    [
      'email',
      full,
      {
        eq: ['ann.1@example.com', 'B2@mail.example', 'é3@x.example', 'more4@work.example'],
        part: ['example', 'ann.', '1', 'é', 'work', '@x'],
      },
    ],
    [
      'phone',
      full,
      { eq: ['+14155551001', '+14155551002'], part: ['415555', '1', '5510', '+1 (415) 555-100'] },
    ],
    ['tags', full, { eq: [...tagNames, 'none'], part: ['vip', 'e', 'zü', 'letter', ':'] }],
    ['assignedTo', exact, { eq: users }],
    ['businessId', exact, { eq: ['nothing'] }],
    ['country', exact, { eq: ['CH', 'US', 'FR'] }],
    ['dnd', exact, { eq: [true, false] }],
    ['followers', exact, { eq: users }],
    ['timezone', exact, { eq: zones }],
    ['type', exact, { eq: types }],
    [
      'activeWorkflows',
      exact,
      { eq: ['none', ...[...enrolled.values()].flatMap((each) => [...each]).slice(0, 3)] },
    ],
    ['dndSettings.Email.status', exact, { eq: ['active', 'inactive'] }],
    ['dateAdded', ranged, { eq: [], range: whens }],
    ['dateUpdated', ranged, { eq: [], range: whens }],
    [
      'lastAppointment',
      ranged,
      { eq: [], range: ['2026-05-01T10:00:00.000Z', '2026-05-02', 0, '2027-01-01'] },
    ],
    ['nextTaskDue', ranged, { eq: [], range: dues }],
    ['lastActivity', ranged, { eq: [], range: [...whens, ...dues] }],
    ['openTasks', [...exact, 'range'], { eq: [0, 1, 2, 3], range: [0, 1, 2, 2.5, -1, 7] }],
    [
      'notes',
      full.slice(2),
      { eq: [], part: ['called', 'GOLD plan', 'ü', 'e', 'zurich', 'll', 'ending', 'nothing'] },
    ],
    ['createdBy', exact, { eq: ['nobody', integrationId, integrationId.toUpperCase()] }],
    ['createdBy.source', exact, { eq: ['INTEGRATION', 'integration', 'WEB_USER'] }],
    ['dateOfBirth', ranged, { eq: [], range: [...days, '1995-01-01'] }],
    [custom('size'), full, { eq: ['small', 'Large', 'x'], part: ['mal', 'l', 'large'] }],
    [custom('colours'), exact, { eq: ['Red', 'blue', 'dark blue'] }],
    [
      custom('score'),
      [...exact, 'range'],
      { eq: numbers, range: [...numbers, 50, -100, 0.05, 4096.5] },
    ],
    [custom('signed'), [...ranged, 'eq', 'not_eq'], { eq: days, range: [...days, '1995-01-01'] }],
    [custom('lines', 'top'), full, { eq: texts, part: ['gold', 'o', 'words that', 'lan'] }],
    [custom('lines'), ['exists', 'not_exists'], { eq: [] }],
    [custom('note'), full, { eq: texts, part: ['gold', 'o', 'words that', 'ü'] }],
  ];
}

export function randomTree(random: Random, world: World, ids: readonly string[], depth = 3): Tree {
  const { one, is, below } = random;
  if (depth > 0 && is(0.45)) {
    const filters = Array.from({ length: 1 + below(3) }, () =>
      randomTree(random, world, ids, depth - 1),
    );
    if (is(0.2)) return { $not: is(0.5) ? filters : (filters[0] ?? []) };
    return { group: is(0.5) ? 'AND' : 'OR', filters };
  }
  const [field, operators, values] = one(fieldsOf(world, ids));
  const operator = one(operators);
  const several = (list: readonly unknown[]): unknown =>
    is(0.25) ? [one(list), one(list)] : one(list);
  if (operator.endsWith('exists')) return { field, operator };
  if (operator === 'range') {
    const bound = (): string | number => one(values.range ?? []);
    const range = {
      ...(is(0.7) ? { [one(['gt', 'gte'])]: bound() } : { lte: bound() }),
      ...(is(0.4) && { lt: bound() }),
    };
    return { field, operator, value: range };
  }
  const list = operator.endsWith('contains') ? (values.part ?? []) : values.eq;
  return { field, operator, value: several(list) };
}

export const queries = [
  'ann',
  'a',
  'an',
  'archer',
  'ann archer',
  'Ann Baker',
  'example',
  'vip',
  'ström',
  'smith',
  '415555',
  '+14155551001',
  '(415) 555-1002',
  'ann.1@example.com',
  'é',
  '美',
  'q1',
  'zür',
  'der berg',
  'nobody at all',
  '🜁',
  'schwarzenegg',
  'wind trad',
  '1',
  'gold',
  'old',
  'ann gold',
  'words that',
  'go',
];

/** Words with a slip, of which some are also written so. */
export const slips = [
  'archr',
  'acrher',
  'archerx',
  'baker',
  'bakre sann',
  'ann brachr',
  'schwarzenegegr',
  'shcwarzenegger',
  'examplee',
  'exmaple baker',
  'letetr',
  'ostrom',
  'angstrom',
  'norhtwind',
  'tradesr',
  'øyvinb',
  'elaine',
  'strasse',
  '+14155551001',
  'smith',
  'words acrher',
];

export const sorts = [
  'firstNameLowerCase',
  'lastNameLowerCase',
  'businessName',
  'dateAdded',
  'dateUpdated',
  'email',
  'dnd',
  'source',
  'companyName',
];
