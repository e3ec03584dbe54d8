import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Executor } from '../../storage/engine.ts';
import { getContactNo } from '../contacts/contact-reference.ts';
import { getCustomField } from '../custom-fields/custom-fields.ts';

/** What an id that files are uploaded for names. Throws `record_not_found` or `validation_failed`. */
export async function fileOwner(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<'contact' | 'field'> {
  if (await isThere(getContactNo(executor, locationNo, id))) return 'contact';
  const field = await isThere(getCustomField(executor, locationNo, id));
  if (!field) throw errors.recordNotFound('Contact or custom field', id);
  if (field.dataType === 'FILE_UPLOAD') return 'field';
  const message = `id is a custom field of type ${field.dataType}, which takes no files`;
  throw errors.validationFailed([{ field: 'id', message }]);
}

async function isThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const missing = ['contact_not_found', 'record_not_found'];
    if (error instanceof AppError && missing.includes(error.code)) return undefined;
    throw error;
  }
}
