import Type from 'typebox';
import { NullableText, Text } from '../primitives.ts';

const DndSetting = Type.Object({
  status: Type.Enum(['active', 'inactive', 'permanent']),
  message: Type.Optional(Text(1000)),
  code: Type.Optional(Text(100)),
});

/** Channels by either version's name (`Email` or `email`); the rules name an unknown one. */
const DndSettings = Type.Record(Type.String(), DndSetting, { maxProperties: 50 });

const InboundDndSettings = Type.Object({
  all: Type.Optional(
    Type.Object({
      status: Type.Enum(['active', 'inactive']),
      message: Type.Optional(Text(1000)),
    }),
  ),
});

/** Addressed by `id`, `key` or `contact.key`; the value as `field_value`, `fieldValue` or `value`. */
const CustomFieldInput = Type.Object({
  id: Type.Optional(Text(100)),
  key: Type.Optional(Text(200)),
  field_value: Type.Optional(Type.Unknown()),
  fieldValue: Type.Optional(Type.Unknown()),
  value: Type.Optional(Type.Unknown()),
});

const most = { maxItems: 10 };

/** A text, or an object with a label; null clears all. */
export const additionalInputFields = {
  additionalEmails: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Union([
          Text(320),
          Type.Object({ email: Text(320), label: Type.Optional(NullableText(100)) }),
        ]),
        most,
      ),
      Type.Null(),
    ]),
  ),
  additionalPhones: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Union([
          Text(50),
          Type.Object({
            phone: Text(50),
            phoneLabel: Type.Optional(NullableText(100)),
            label: Type.Optional(NullableText(100)),
          }),
        ]),
        most,
      ),
      Type.Null(),
    ]),
  ),
};

/** What create, update and upsert have in common. Lengths are ours and stated in the docs. */
export const contactInputFields = {
  firstName: Type.Optional(NullableText(500)),
  lastName: Type.Optional(NullableText(500)),
  name: Type.Optional(NullableText(1000)),
  email: Type.Optional(NullableText(320)),
  phone: Type.Optional(NullableText(50)),
  address1: Type.Optional(NullableText(1000)),
  city: Type.Optional(NullableText(200)),
  state: Type.Optional(NullableText(200)),
  postalCode: Type.Optional(NullableText(50)),
  website: Type.Optional(NullableText(2000)),
  timezone: Type.Optional(NullableText(100)),
  dnd: Type.Optional(Type.Boolean()),
  dndSettings: Type.Optional(DndSettings),
  inboundDndSettings: Type.Optional(InboundDndSettings),
  tags: Type.Optional(Type.Union([Type.Array(Text(255), { maxItems: 500 }), Type.Null()])),
  customFields: Type.Optional(Type.Array(CustomFieldInput, { maxItems: 500 })),
  source: Type.Optional(NullableText(500)),
  dateOfBirth: Type.Optional(Type.Union([Text(40), Type.Number(), Type.Null()])),
  country: Type.Optional(NullableText(100)),
  companyName: Type.Optional(NullableText(500)),
  gender: Type.Optional(NullableText(100)),
  assignedTo: Type.Optional(NullableText(100)),
  ...additionalInputFields,
};

const DndSettingsReply = Type.Record(Type.String(), DndSetting);

const common = {
  id: Type.String(),
  locationId: Type.String(),
  firstName: Type.Optional(Type.String()),
  firstNameLowerCase: Type.Optional(Type.String()),
  lastName: Type.Optional(Type.String()),
  lastNameLowerCase: Type.Optional(Type.String()),
  fullNameLowerCase: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  emailLowerCase: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  address1: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
  postalCode: Type.Optional(Type.String()),
  website: Type.Optional(Type.String()),
  source: Type.Optional(Type.String()),
  companyName: Type.Optional(Type.String()),
  gender: Type.Optional(Type.String()),
  assignedTo: Type.Optional(Type.String()),
  timezone: Type.Optional(Type.String()),
  type: Type.String(),
  dnd: Type.Boolean(),
  dndSettings: Type.Optional(DndSettingsReply),
  inboundDndSettings: Type.Optional(InboundDndSettings),
  dateOfBirth: Type.Optional(Type.String()),
  dateAdded: Type.String(),
  dateUpdated: Type.String(),
  additionalEmails: Type.Array(
    Type.Object({ email: Type.String(), label: Type.Optional(Type.String()) }),
  ),
  additionalPhones: Type.Array(
    Type.Object({ phone: Type.String(), phoneLabel: Type.Optional(Type.String()) }),
  ),
  businessId: Type.Optional(Type.String()),
  followers: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  customFields: Type.Array(
    Type.Object({
      id: Type.String(),
      key: Type.Optional(Type.String({ description: 'With `expand=customFields.key`' })),
      value: Type.Unknown(),
    }),
  ),
  createdBy: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  lastUpdatedBy: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
};

/** GET, update and upsert. */
export const Contact = Type.Object({ ...common, name: Type.Optional(Type.String()) });

/** What create returns in v2; v3 returns `Contact`. */
export const CreatedContact = Type.Object({
  ...common,
  deleted: Type.Boolean(),
  bounceEmail: Type.Boolean(),
  unsubscribeEmail: Type.Boolean(),
  birthMonth: Type.Optional(Type.Number({ description: 'From 0: 8 is September' })),
  birthDay: Type.Optional(Type.Number()),
  offers: Type.Array(Type.String()),
  products: Type.Array(Type.String()),
});

/** An item of a list. */
export const ListedContact = Type.Object({
  ...common,
  name: Type.Optional(Type.String()),
  contactName: Type.Optional(Type.String()),
  firstNameRaw: Type.Optional(Type.String()),
  lastNameRaw: Type.Optional(Type.String()),
  attributions: Type.Array(Type.Unknown()),
  startAfter: Type.Array(Type.Union([Type.Number(), Type.String()])),
});

/** One that was deleted and can be restored. */
export const DeletedContact = Type.Object({
  ...Contact.properties,
  deletedAt: Type.String({ format: 'date-time' }),
  restorableUntil: Type.String({ format: 'date-time' }),
  deletedBy: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'Who deleted it: kind, id, traceId; name where the token may read it',
    }),
  ),
});
