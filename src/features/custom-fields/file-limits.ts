import type { FieldProblem } from '../../errors/app-error.ts';
import type { CustomField, FieldDetails } from './custom-field.ts';

const mostFiles = 50;

/** How many files a value of the field holds. */
export function mostFilesOf({ isMultipleFile, maxFiles }: FieldDetails): number {
  return isMultipleFile === false ? 1 : (maxFiles ?? (isMultipleFile ? mostFiles : 1));
}

/** What the field says against files that are uploaded for it: too many, or of another format. */
export function fileProblems(
  { name, details }: CustomField,
  files: readonly { partName: string; originalName: string }[],
): FieldProblem[] {
  const most = mostFilesOf(details);
  const isSaid = details.maxFiles !== undefined || details.isMultipleFile === false;
  const problems: FieldProblem[] = [];
  if (isSaid && files.length > most) {
    const message = `files: the custom field ${name} takes at most ${most}, and ${files.length} came`;
    problems.push({ field: 'files', message });
  }
  const formats = (details.acceptedFormats ?? []).map(formatOf).filter((each) => each !== '');
  if (formats.length === 0) return problems;
  for (const { partName: field, originalName } of files) {
    if (formats.some((format) => originalName.toLowerCase().endsWith(`.${format}`))) continue;
    const accepted = formats.map((format) => `.${format}`).join(', ');
    problems.push({ field, message: `${field}: the custom field ${name} accepts ${accepted}` });
  }
  return problems;
}

function formatOf(sent: string): string {
  return sent.trim().toLowerCase().replace(/^\./, '');
}
