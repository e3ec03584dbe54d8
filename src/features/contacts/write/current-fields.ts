import { errors } from '../../../errors/catalogue.ts';
import type { Transaction } from '../../../storage/engine.ts';
import type { PolicySource } from '../../locations/policy.ts';
import { getFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { readFieldValues } from '../../custom-fields/field-values.ts';
import type { ContactChange } from '../contact-body.ts';

/**
 * The change with its custom field values as the definitions of the transaction take them: they were
 * checked before, and a field may have changed since. Throws `validation_failed`.
 */
export async function withCurrentFields(
  tx: Transaction,
  locationNo: number,
  change: ContactChange,
  policy: PolicySource,
): Promise<ContactChange> {
  const { customFields, fieldsVersion } = change;
  if (!customFields || fieldsVersion === undefined) return change;
  const { fieldsVersion: current } = await policy();
  if (current === fieldsVersion) return change;
  const definitions = await getFieldDefinitions(tx, locationNo, current);
  // A checked value is read again as it is; a number is in its international form by now.
  const { values, problems } = readFieldValues(customFields, definitions, {
    country: '',
    timeZone: 'UTC',
    unreadableValue: 'refuse',
  });
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { ...change, customFields: values };
}
