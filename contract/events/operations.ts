import Type, { type TSchema } from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';
import { eventShapes } from './event-shapes.ts';
import { eventTypeNames, eventTypes } from './event-types.ts';

const head = {
  cursor: Type.String({ description: 'Pass as `after` to read what came later' }),
  locationId: Type.Union([Type.String(), Type.Null()]),
  recordId: Type.String(),
  contactId: Type.Union([Type.String(), Type.Null()]),
  version: Type.Union([Type.Number(), Type.Null()], {
    description: "The contact's version after this change",
  }),
  at: Type.String({ format: 'date-time' }),
  actor: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Who did it: kind, id, traceId; name where the token may read it',
  }),
};

/** Of what was erased since, nothing is left but that it happened. */
const orErased = (values: TSchema): TSchema =>
  'properties' in values ? Type.Union([values, Type.Null()]) : values;

/** One shape for each type. */
export const Event = Type.Union(
  eventTypeNames.map((type) => {
    const { before, after } = eventShapes[type];
    return Type.Object(
      { type: Type.Literal(type), ...head, before: orErased(before), after: orErased(after) },
      { title: type, description: eventTypes[type].means },
    );
  }),
);

const filters = {
  type: Type.Optional(
    Type.Union([Text(2000), Type.Array(Text(100), { maxItems: 100 })], {
      description: 'Any of these types, separated by commas or repeated; all when absent',
    }),
  ),
  contactId: Type.Optional(Text(100)),
};

const limit = Type.Optional(
  WholeNumber(100, '1 to 500, default 100; a page of large values ends earlier'),
);

const EventsReply = reply({
  events: Type.Array(Event),
  meta: Type.Object({
    total: Type.Number(),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
    more: Type.Boolean(),
  }),
});

export const listContactEvents = defineOperation({
  id: 'list-contact-events',
  method: 'GET',
  path: '/api/contacts/{contactId}/events',
  summary:
    'What the token may read of the history of a contact, oldest first unless asked otherwise; also of a deleted one',
  tag: 'Events',
  scope: 'contacts.readonly',
  location: 'token',
  params: Type.Object({ contactId: Text(100) }),
  query: Type.Object({
    after: Type.Optional(Text(200)),
    limit,
    order: Type.Optional(
      Type.Enum(['asc', 'desc'], {
        description: 'desc: the newest first, and after a cursor the older ones',
      }),
    ),
  }),
  success: 200,
  reply: sameInBoth(EventsReply),
});

export const listEvents = defineOperation({
  id: 'list-events',
  method: 'GET',
  path: '/api/events',
  summary: 'Every event of the location that the token may read, in order, from a cursor',
  tag: 'Events',
  scope: 'contacts.readonly',
  location: 'token',
  query: Type.Object({
    locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    after: Type.Optional(Text(200)),
    ...filters,
    limit,
  }),
  success: 200,
  reply: sameInBoth(EventsReply),
});

export const streamEvents = defineOperation({
  id: 'stream-events',
  method: 'GET',
  path: '/api/events/stream',
  summary:
    'The same events as server-sent events, each within moments of its commit, from a cursor or the present',
  tag: 'Events',
  scope: 'contacts.readonly',
  location: 'token',
  query: Type.Object({
    locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    after: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'A cursor; the header Last-Event-ID goes before it. Without: the present',
      }),
    ),
    ...filters,
  }),
  streamReply: true,
  success: 200,
  reply: sameInBoth(Event),
});

export const eventOperations: readonly Operation[] = [listContactEvents, listEvents, streamEvents];
