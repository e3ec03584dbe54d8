import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import {
  type DataType,
  type FieldDetails,
  type FieldObject,
  type FieldOption,
  dataTypes,
  fieldObjects,
  hasOptions,
} from './custom-field.ts';

/** An option as clients send it: its text, or an object with one. */
export type SentOption =
  | string
  | {
      key?: string;
      id?: string;
      label?: string;
      name?: string;
      value?: string;
      url?: string;
      prefillValue?: string;
    };

/** The body of a create or an update, whichever names the client has for it. */
export type FieldInput = {
  name?: string;
  dataType?: string;
  model?: string;
  fieldKey?: string | undefined;
  parentId?: string | null | undefined;
  position?: number | undefined;
  placeholder?: string | undefined;
  description?: string | undefined;
  showInForms?: boolean | undefined;
  options?: SentOption[] | undefined;
  allowCustomOption?: boolean | undefined;
  acceptedFormats?: string[] | undefined;
  isMultipleFile?: boolean | undefined;
  maxFiles?: number | undefined;
  searchable?: boolean | undefined;
};

/** An option that is given a key where it has none. */
export type NewOption = Omit<FieldOption, 'key'> & { key?: string };

/** What a field is created with or changed to. */
export type FieldChange = {
  name?: string;
  dataType?: DataType;
  object?: FieldObject;
  fieldKey?: string;
  parentId?: string | null;
  position?: number;
  details: Omit<FieldDetails, 'options'> & { options?: NewOption[] };
};

export const mostFiles = 50;

/** Checks a body by itself; throws `validation_failed` that names every field at fault. */
export function toFieldChange(input: FieldInput, isNew: boolean): FieldChange {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, message: string): undefined => {
    problems.push({ field, message: `${field} ${message}` });
  };
  const name = input.name?.trim();
  if (name === '' || (isNew && name === undefined)) refuse('name', 'should not be empty');
  const dataType = input.dataType === undefined ? undefined : typeNamed(input.dataType);
  if (input.dataType === undefined ? isNew : !dataType) {
    refuse('dataType', `must be one of ${dataTypes.join(', ')}`);
  }
  const object = input.model === undefined ? undefined : objectNamed(input.model);
  if (input.model !== undefined && !object) {
    refuse('model', `must be one of ${fieldObjects.join(', ')}`);
  }
  const options = readOptions(input.options, refuse);
  const { position, maxFiles } = input;
  if (position !== undefined && (!Number.isInteger(position) || Math.abs(position) > 1e6)) {
    refuse('position', 'must be a whole number of at most 1000000');
  }
  const isCount = maxFiles === undefined || (Number.isInteger(maxFiles) && maxFiles >= 1);
  if (!isCount || (maxFiles ?? 1) > mostFiles) {
    refuse('maxNumberOfFiles', `must be a whole number from 1 to ${mostFiles}`);
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  const fieldKey = input.fieldKey?.trim();
  return {
    ...(name !== undefined && { name }),
    ...(dataType && { dataType }),
    ...(object && { object }),
    ...(fieldKey && { fieldKey }),
    ...(input.parentId !== undefined && { parentId: input.parentId || null }),
    ...(position !== undefined && { position }),
    details: {
      ...(input.placeholder !== undefined && { placeholder: input.placeholder }),
      ...(input.description !== undefined && { description: input.description }),
      ...(input.showInForms !== undefined && { showInForms: input.showInForms }),
      ...(input.allowCustomOption !== undefined && { allowCustomOption: input.allowCustomOption }),
      ...(input.acceptedFormats !== undefined && { acceptedFormats: input.acceptedFormats }),
      ...(input.isMultipleFile !== undefined && { isMultipleFile: input.isMultipleFile }),
      ...(maxFiles !== undefined && { maxFiles }),
      ...(input.searchable !== undefined && { searchable: input.searchable }),
      ...(options && { options }),
    },
  };
}

/** The published sample of a text field carries options as well, so they are left out, not refused. */
export function optionsWarning(input: FieldInput, dataType: DataType): string[] {
  if (!input.options?.length || hasOptions(dataType)) return [];
  return [`options are not for a field of type ${dataType} and were ignored`];
}

/** Without case; `MONETARY` is the published `MONETORY`. */
function typeNamed(sent: string): DataType | undefined {
  const name = sent.trim().toUpperCase();
  return dataTypes.find((type) => type === (name === 'MONETARY' ? 'MONETORY' : name));
}

/** `company` is the published key of the business object's fields too. */
function objectNamed(sent: string): FieldObject | undefined {
  const name = sent.trim().toLowerCase();
  return fieldObjects.find((object) => object === (name === 'company' ? 'business' : name));
}

function readOptions(
  sent: readonly SentOption[] | undefined,
  refuse: (field: string, message: string) => void,
): NewOption[] | undefined {
  if (!sent) return undefined;
  const labels = new Set<string>();
  return sent.flatMap((each, index) => {
    const whole = typeof each === 'string' ? { label: each } : each;
    const label = (whole.label ?? whole.name ?? whole.value ?? whole.key ?? '').trim();
    if (label === '') refuse(`options.${index}`, 'must have a label');
    if (labels.has(label.toLowerCase())) refuse(`options.${index}`, `repeats the option ${label}`);
    labels.add(label.toLowerCase());
    return [
      {
        label,
        ...(whole.url !== undefined && { url: whole.url }),
        ...(whole.prefillValue !== undefined && { prefillValue: whole.prefillValue }),
        ...(whole.key !== undefined && { key: whole.key }),
      },
    ];
  });
}
