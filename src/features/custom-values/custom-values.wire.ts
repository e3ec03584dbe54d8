import type { CustomValueRow } from '../../storage/tables/custom-values.ts';
import { customValueKey } from './custom-value-commands.ts';

export function toCustomValueWire(row: CustomValueRow, locationId: string): object {
  const { id, name, slug, value } = row;
  return { id, name, fieldKey: customValueKey(slug), value, locationId, documentType: 'field' };
}
