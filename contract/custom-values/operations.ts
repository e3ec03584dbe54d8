import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const listPath = '/locations/{locationId}/customValues';
const path = '/locations/{locationId}/customValues/{id}';
const alsoListedAt = ['/locations/{locationId}/custom-values'];
const alsoAt = ['/locations/{locationId}/custom-values/{id}'];

const common = { tag: 'Custom values', location: 'path' } as const;
const OfLocation = Type.Object({ locationId: Text(100) });
const OfValue = Type.Object({ locationId: Text(100), id: Text(100) });

const CustomValue = Type.Object({
  id: Type.String(),
  name: Type.String(),
  fieldKey: Type.String({ description: 'As templates name it; it stays when the name changes' }),
  value: Type.String(),
  locationId: Type.String(),
  documentType: Type.String(),
});

const input = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  value: Text(20_000),
});
const one = sameInBoth(reply({ customValue: CustomValue }));

export const getCustomValues = defineOperation({
  ...common,
  id: 'get-custom-values',
  method: 'GET',
  path: listPath,
  alsoAt: alsoListedAt,
  summary: 'List all custom values of a location, oldest first',
  scope: 'locations/customValues.readonly',
  params: OfLocation,
  success: 200,
  reply: sameInBoth(
    reply({
      customValues: Type.Array(CustomValue),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const createCustomValue = defineOperation({
  ...common,
  id: 'create-custom-value',
  method: 'POST',
  path: listPath,
  alsoAt: alsoListedAt,
  summary: 'Create a custom value; a location has at most 1,000, of 1 MB together',
  scope: 'locations/customValues.write',
  params: OfLocation,
  body: input,
  success: 201,
  reply: one,
});

export const getCustomValue = defineOperation({
  ...common,
  id: 'get-custom-value',
  method: 'GET',
  path,
  alsoAt,
  summary: 'Read a custom value',
  scope: 'locations/customValues.readonly',
  params: OfValue,
  success: 200,
  reply: one,
});

export const updateCustomValue = defineOperation({
  ...common,
  id: 'update-custom-value',
  method: 'PUT',
  path,
  alsoAt,
  summary: 'Change the name and value of a custom value; its fieldKey stays',
  scope: 'locations/customValues.write',
  params: OfValue,
  body: input,
  success: 200,
  reply: one,
});

export const deleteCustomValue = defineOperation({
  ...common,
  id: 'delete-custom-value',
  method: 'DELETE',
  path,
  alsoAt,
  summary: 'Delete a custom value',
  scope: 'locations/customValues.write',
  params: OfValue,
  success: 200,
  reply: succeededReply,
});

export const customValueOperations: readonly Operation[] = [
  getCustomValues,
  createCustomValue,
  getCustomValue,
  updateCustomValue,
  deleteCustomValue,
];
