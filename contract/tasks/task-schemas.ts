import Type from 'typebox';
import { NullableText, Text } from '../primitives.ts';

const title = Type.String({ maxLength: 1000 });
const dueDate = Type.String({
  maxLength: 50,
  description: 'ISO 8601 date or time; UTC when it names no offset',
});
const further = {
  body: Type.Optional(NullableText(65_536)),
  assignedTo: Type.Optional(NullableText(100)),
  completed: Type.Optional(Type.Boolean()),
};

export const NewTask = Type.Object({ title, dueDate, ...further });

export const TaskChange = Type.Object({
  title: Type.Optional(title),
  dueDate: Type.Optional(dueDate),
  ...further,
});

const common = {
  title: Type.String(),
  body: Type.Optional(Type.String()),
  assignedTo: Type.Optional(Type.String()),
  dueDate: Type.String({ format: 'date-time' }),
  completed: Type.Boolean(),
  contactId: Type.String(),
};

export const Task = Type.Object({ id: Type.String(), ...common });

/** As the live service's search returns it; the published document leaves items open. */
export const FoundTask = Type.Object({
  _id: Type.String(),
  id: Type.String(),
  ...common,
  locationId: Type.String(),
  status: Type.Enum(['to_do', 'completed']),
  statusGroup: Type.Enum(['to_do', 'completed']),
  deleted: Type.Boolean(),
  dateAdded: Type.String({ format: 'date-time' }),
  dateUpdated: Type.String({ format: 'date-time' }),
  contactDetails: Type.Object({
    _id: Type.String(),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    /** Ours: what else tells a contact from others. */
    companyName: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
  }),
  searchAfter: Type.Array(Type.Union([Type.Number(), Type.String()])),
});

const Ids = (description: string) =>
  Type.Array(Text(100), { maxItems: 500, description: `${description}; at most 500` });

const moment = Type.Optional(Text(50));

export const TaskSearch = Type.Object({
  contactId: Type.Optional(Ids('Of any of these contacts')),
  completed: Type.Optional(Type.Boolean()),
  assignedTo: Type.Optional(Ids('Assigned to any of these')),
  query: Type.Optional(
    Type.String({ maxLength: 500, description: 'All of its words, in title or body' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: -1e9, maximum: 1e9, description: '1 to 500, default 25' }),
  ),
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  businessId: Type.Optional(Text(100)),
  dueDate: Type.Optional(
    Type.Object(
      { gte: moment, lte: moment },
      {
        description:
          'Ours: due from `gte` to `lte`, both among them; ISO 8601, UTC where no offset is named, a date is its first moment',
      },
    ),
  ),
  order: Type.Optional(
    Type.Enum(['asc', 'desc'], { description: 'Ours: `desc` for the last due first' }),
  ),
  searchAfter: Type.Optional(
    Type.Array(Type.Union([Type.Number(), Type.String({ maxLength: 100 })]), {
      minItems: 2,
      maxItems: 2,
      description: 'searchAfter of the last task of the page before; instead of skip',
    }),
  ),
});

const cursor = 'send searchAfter, as the last task has it';

/** What the body of a search is meant to say by keys that are none of its own. */
export const taskSearchInstead: Readonly<Record<string, string>> = {
  locationId: 'the address names the location',
  contactIds: 'send contactId, which is a list',
  status: 'send completed',
  isCompleted: 'send completed',
  assignedUserId: 'send assignedTo, which is a list',
  userId: 'send assignedTo, which is a list',
  search: 'send query',
  q: 'send query',
  title: 'send query',
  due: 'send dueDate: {"gte": …, "lte": …}',
  dueAfter: 'send dueDate: {"gte": …}',
  dueBefore: 'send dueDate: {"lte": …}',
  sort: 'send order: "asc" or "desc"',
  pageLimit: 'send limit',
  pageSize: 'send limit',
  page: 'send skip, or searchAfter',
  offset: 'send skip, or searchAfter',
  startAfter: cursor,
  startAfterId: cursor,
};
