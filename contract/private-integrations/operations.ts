import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });
const IntegrationId = Type.Object({ locationId: Text(100), integrationId: Text(100) });

const scopes = Type.Array(Text(100), { minItems: 1, maxItems: 50 });
const compatibility = Type.Union([Type.Enum(['documented', 'observed']), Type.Null()]);
const name = Type.String({ minLength: 1, maxLength: 200 });
const description = Text(2000);

const DateTime = Type.String({ format: 'date-time' });

export const PrivateIntegration = Type.Object({
  id: Type.String(),
  locationId: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  description: Type.String(),
  scopes: Type.Array(Type.String()),
  compatibility,
  status: Type.Enum(['active', 'expired', 'revoked']),
  createdAt: DateTime,
  updatedAt: DateTime,
  lastUsedAt: Type.Union([DateTime, Type.Null()]),
  expiresAt: Type.Union([DateTime, Type.Null()]),
  tokenHint: Type.String({ description: 'The last four characters of the current token' }),
  rotation: Type.Union([
    Type.Object({ previousTokenHint: Type.String(), previousTokenExpiresAt: DateTime }),
    Type.Null(),
  ]),
});

const IntegrationReply = reply({ integration: PrivateIntegration });
const TokenReply = reply({ integration: PrivateIntegration, token: Type.String() });

const base = {
  tag: 'Private Integrations',
  location: 'path' as const,
  managementOnly: true as const,
  adminsToo: true as const,
};
const collection = '/api/locations/{locationId}/integrations';
const single = `${collection}/{integrationId}`;

export const createIntegration = defineOperation({
  ...base,
  id: 'create-integration',
  method: 'POST',
  path: collection,
  summary: 'Create a Private Integration; its token is in this reply and never again',
  scope: 'integrations.write',
  params: LocationId,
  body: Type.Object({
    name,
    description: Type.Optional(description),
    scopes,
    compatibility: Type.Optional(compatibility),
    expiresAt: Type.Optional(Type.Union([Text(40), Type.Null()])),
  }),
  secretReply: true,
  success: 201,
  reply: sameInBoth(TokenReply),
});

export const listIntegrations = defineOperation({
  ...base,
  id: 'list-integrations',
  method: 'GET',
  path: collection,
  summary: 'List the Private Integrations of a location, newest first',
  scope: 'integrations.readonly',
  params: LocationId,
  success: 200,
  reply: sameInBoth(
    reply({
      integrations: Type.Array(PrivateIntegration),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const getIntegration = defineOperation({
  ...base,
  id: 'get-integration',
  method: 'GET',
  path: single,
  summary: 'Read a Private Integration',
  scope: 'integrations.readonly',
  params: IntegrationId,
  success: 200,
  reply: sameInBoth(IntegrationReply),
});

export const listIntegrationCalls = defineOperation({
  ...base,
  id: 'list-integration-calls',
  method: 'GET',
  path: `${single}/calls`,
  summary: 'The last 1,000 calls of a Private Integration, newest first, for 30 days',
  scope: 'integrations.readonly',
  params: IntegrationId,
  query: Type.Object({
    after: Type.Optional(Text(200)),
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 20')),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      integrationId: Type.String(),
      calls: Type.Array(
        Type.Object({
          at: DateTime,
          method: Type.String(),
          route: Type.String({ description: 'As published: `/contacts/{contactId}`' }),
          status: Type.Number(),
        }),
      ),
      meta: Type.Object({
        nextCursor: Type.Union([Type.String(), Type.Null()]),
        more: Type.Boolean(),
      }),
    }),
  ),
});

export const updateIntegration = defineOperation({
  ...base,
  id: 'update-integration',
  method: 'PUT',
  path: single,
  summary: 'Rename, or change scopes, compatibility or expiry; the token stays',
  scope: 'integrations.write',
  params: IntegrationId,
  body: Type.Object({
    name: Type.Optional(name),
    description: Type.Optional(description),
    scopes: Type.Optional(scopes),
    compatibility: Type.Optional(compatibility),
    expiresAt: Type.Optional(Type.Union([Text(40), Type.Null()])),
  }),
  success: 200,
  reply: sameInBoth(IntegrationReply),
});

export const rotateIntegration = defineOperation({
  ...base,
  id: 'rotate-integration',
  method: 'POST',
  path: `${single}/rotate`,
  summary: 'Make a new token; the old one ends now, or after 7 days',
  scope: 'integrations.write',
  params: IntegrationId,
  body: Type.Object({ expirePrevious: Type.Optional(Type.Enum(['now', 'later'])) }),
  secretReply: true,
  success: 200,
  reply: sameInBoth(TokenReply),
});

export const cancelIntegrationRotation = defineOperation({
  ...base,
  id: 'cancel-integration-rotation',
  method: 'POST',
  path: `${single}/cancel-rotation`,
  summary: 'End the new token of a rotation under way and keep the previous one',
  scope: 'integrations.write',
  params: IntegrationId,
  success: 200,
  reply: sameInBoth(IntegrationReply),
});

export const revokeIntegration = defineOperation({
  ...base,
  id: 'revoke-integration',
  method: 'DELETE',
  path: single,
  summary: 'Revoke a Private Integration; its tokens are refused at once',
  scope: 'integrations.write',
  params: IntegrationId,
  success: 200,
  reply: sameInBoth(IntegrationReply),
});

export const deleteIntegration = defineOperation({
  ...base,
  id: 'delete-integration',
  method: 'DELETE',
  path: `${single}/permanently`,
  summary: 'Delete a Private Integration with its tokens; what it did stays in the history',
  scope: 'integrations.write',
  params: IntegrationId,
  success: 200,
  reply: succeededReply,
});

export const integrationOperations: readonly Operation[] = [
  createIntegration,
  listIntegrations,
  getIntegration,
  listIntegrationCalls,
  updateIntegration,
  rotateIntegration,
  cancelIntegrationRotation,
  revokeIntegration,
  deleteIntegration,
];
