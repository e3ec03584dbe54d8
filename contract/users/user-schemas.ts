import Type from 'typebox';
import { NullableText, Text } from '../primitives.ts';

const languages = [
  'en_US',
  'es',
  'fr_CA',
  'fr_FR',
  'nl',
  'de',
  'pt_PT',
  'pt_BR',
  'it',
  'sv',
  'da',
  'fi',
  'no',
] as const;

const name = Type.String({ minLength: 1, maxLength: 200 });
const scopes = Type.Array(Text(100), { maxItems: 500 });

/** As published: 12 characters of four kinds; how many at most is ours. */
export const password = Type.String({
  maxLength: 200,
  description: '12 to 200 characters: an upper-case and a lower-case letter, a digit, a symbol',
});

export const userRequired = {
  companyId: Type.String({ minLength: 1, maxLength: 100 }),
  firstName: name,
  lastName: name,
  email: Text(320),
  type: Type.Enum(['account', 'agency']),
  role: Type.Enum(['admin', 'user']),
  locationIds: Type.Array(Text(100), { maxItems: 1000 }),
};

export const userOptional = {
  /** Without one nobody signs in: who is invited sets it. */
  password: Type.Optional(password),
  phone: Type.Optional(NullableText(50)),
  permissions: Type.Optional(Type.Record(Type.String(), Type.Boolean(), { maxProperties: 100 })),
  scopes: Type.Optional(scopes),
  scopesAssignedToOnly: Type.Optional(scopes),
  profilePhoto: Type.Optional(NullableText(2000)),
  twilioPhone: Type.Optional(
    Type.Record(Type.String(), Text(50), {
      maxProperties: 1000,
      description: 'Number by location id; replaces the whole map',
    }),
  ),
  platformLanguage: Type.Optional(Type.Enum([...languages])),
};

const Roles = Type.Object({
  type: Type.String(),
  role: Type.String(),
  locationIds: Type.Array(Type.String(), {
    description: "For a location's token its own location alone",
  }),
  restrictSubAccount: Type.Boolean(),
});

export const userReply = {
  id: Type.String(),
  name: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  phone: Type.Optional(Type.String()),
  extension: Type.Optional(Type.String()),
  permissions: Type.Record(Type.String(), Type.Boolean()),
  scopes: Type.Array(Type.String()),
  scopesAssignedToOnly: Type.Optional(Type.Array(Type.String())),
  roles: Roles,
  owner: Type.Boolean({ description: 'The agency admin of longest standing' }),
  active: Type.Boolean({ description: 'Whether the user may sign in' }),
  profilePhoto: Type.Optional(Type.String()),
  lcPhone: Type.Optional(Type.Record(Type.String(), Type.String())),
  platformLanguage: Type.Optional(Type.String()),
};

export const User = Type.Object({ ...userReply, deleted: Type.Boolean() });
