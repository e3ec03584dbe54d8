import Type, { type TSchema } from 'typebox';

/** A string that may be null on input: null clears the field. */
export const NullableText = (maxLength: number) =>
  Type.Union([Type.String({ maxLength }), Type.Null()]);

export const Text = (maxLength: number) => Type.String({ maxLength });

/** The form of a whole number in a query; how large it may be is for the rules to say. */
export const wholeNumberPattern = '^[0-9]+$';

export const WholeNumber = (maxLength: number, description: string) =>
  Type.String({ pattern: wholeNumberPattern, maxLength, description });

export const TraceId = Type.Optional(
  Type.String({ description: 'Identifies this reply in the log.' }),
);

export const Warnings = Type.Optional(
  Type.Array(Type.String(), {
    description:
      'What was accepted but not used as sent. Only present when there is something to say.',
  }),
);

/** A reply object: the fields plus what every reply may carry. */
export function reply(properties: Record<string, TSchema>): TSchema {
  return Type.Object({ ...properties, traceId: TraceId, warnings: Warnings });
}

/** The body of every error. `message` is a list when several fields are at fault. */
export const ErrorReply = Type.Object({
  statusCode: Type.Number(),
  message: Type.Union([Type.String(), Type.Array(Type.String())]),
  error: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  meta: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  requiredScopes: Type.Optional(Type.Array(Type.String())),
  hint: Type.Optional(Type.String({ description: 'Where to enable what is missing' })),
  tokenLocationId: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: "The token's own location" }),
  ),
  line: Type.Optional(Type.Number({ description: 'Where the body stops being JSON, from 1' })),
  column: Type.Optional(Type.Number()),
  contactId: Type.Optional(Type.String()),
  currentVersion: Type.Optional(
    Type.Number({ description: 'What If-Match should have named; also as ETag' }),
  ),
  currentETag: Type.Optional(Type.String()),
  retryAfterSeconds: Type.Optional(Type.Number()),
  traceId: Type.Optional(Type.String()),
});

/** A page of the records of a contact; without `limit` it is as long as one can be. */
export const recordPageQuery = Type.Object({
  limit: Type.Optional(WholeNumber(100, '1 to 1,000, default 1,000; a page ends at 8 MB, too')),
  after: Type.Optional(
    Type.String({ maxLength: 200, description: 'nextCursor of the page before' }),
  ),
});

export const RecordPageMeta = Type.Object({
  total: Type.Number(),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  more: Type.Boolean(),
});
