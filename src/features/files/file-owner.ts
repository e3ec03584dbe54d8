import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Executor } from '../../storage/engine.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import type { CustomField } from '../custom-fields/custom-field.ts';
import { getCustomField, listCustomFields } from '../custom-fields/custom-fields.ts';
import { fileProblems } from '../custom-fields/file-limits.ts';

type SentNames = { partName: string; originalName: string };

/** What an id that files are uploaded for names. Throws `record_not_found` or `validation_failed`. */
export async function fileOwner(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomField | 'contact'> {
  if (await isThere(getContactNo(executor, locationNo, id))) return 'contact';
  const field = await isThere(getCustomField(executor, locationNo, id));
  if (!field) throw errors.recordNotFound('Contact or custom field', id);
  if (field.dataType === 'FILE_UPLOAD') return field;
  const message = `id is a custom field of type ${field.dataType}, which takes no files`;
  throw errors.validationFailed([{ field: 'id', message }]);
}

/**
 * Checks files against the limits of the fields they are for: the one that `owner` is, or for a
 * contact the one whose id a part bears. Throws `validation_failed`.
 */
export async function checkFileLimits(
  executor: Executor,
  locationNo: number,
  { owner, sent }: { owner: CustomField | 'contact'; sent: readonly SentNames[] },
): Promise<void> {
  const fields =
    owner === 'contact' ? await listCustomFields(executor, locationNo, 'all') : [owner];
  const problems = fields
    .filter(({ dataType }) => dataType === 'FILE_UPLOAD')
    .flatMap((field) => {
      const its = sent.filter(({ partName }) => owner !== 'contact' || isFor(partName, field.id));
      return fileProblems(field, its);
    });
  if (problems.length > 0) throw errors.validationFailed(problems);
}

/** The field's id alone, or with a file's own id after it. */
function isFor(partName: string, fieldId: string): boolean {
  return partName === fieldId || partName.startsWith(`${fieldId}_`);
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
