import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import type { FieldChange, Folder } from '../../api/custom-fields.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Choice.tsx';
import { DialogActions } from '../../ui/Dialog.tsx';
import { Input } from '../../ui/Input.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './CustomFields.module.css';
import { FieldPreview } from './FieldPreview.tsx';
import { type Option, OptionsEditor } from './OptionsEditor.tsx';
import { type FieldType, factsOf } from './types.ts';
import { words } from './words.ts';

export type Values = {
  name: string;
  placeholder: string;
  /** Empty outside of a folder. */
  folder: string;
  options: readonly Option[];
  severalFiles: boolean;
  searchable: boolean;
};

type Props = {
  type: FieldType;
  initial: Values;
  folders: readonly Folder[];
  action: string;
  /** Contacts may have values of it already. */
  isThere?: boolean;
  pending: boolean;
  error: Error | null;
  onSave(values: Values): void;
  onOtherType?: () => void;
  onClose(): void;
};

export function FieldForm(props: Props) {
  const { type, initial, folders, action, isThere = false, pending, error } = props;
  const { onSave, onOtherType, onClose } = props;
  const [values, setValues] = useState(initial);
  const [isTried, setTried] = useState(false);
  const facts = factsOf(type);
  const change = (part: Partial<Values>): void => setValues({ ...values, ...part });
  const wrong = facts.options ? problemOf(values.options) : undefined;
  const fields = error instanceof ApiError ? error.fields : [];
  const refused = (name: string): string | undefined =>
    fields.find(({ field }) => field.split('.')[0] === name)?.message;
  const isOnField = ['name', 'placeholder', 'options'].some((each) => refused(each) !== undefined);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (values.name.trim() !== '' && !wrong && !pending) onSave(values);
      }}
    >
      <div className={styles.columns}>
        <div className={styles.details}>
          <div className={styles.type}>
            <p>
              <span className={styles.tileName}>{facts.label}</span>
              <span className={styles.tileText}>{words.typeFixed}</span>
            </p>
            {onOtherType && <Button onClick={onOtherType}>{words.changeType}</Button>}
          </div>
          <Input
            label={words.name}
            required
            maxLength={200}
            autoComplete="off"
            value={values.name}
            error={refused('name')}
            onChange={({ target }) => change({ name: target.value })}
          />
          {facts.placeholder && (
            <Input
              label={words.placeholder}
              hint={words.placeholderHint}
              optional
              maxLength={500}
              autoComplete="off"
              value={values.placeholder}
              error={refused('placeholder')}
              onChange={({ target }) => change({ placeholder: target.value })}
            />
          )}
          {facts.options && (
            <OptionsEditor
              options={values.options}
              hint={type === 'TEXTBOX_LIST' ? words.boxesHint : words.optionsHint}
              {...(isThere && type !== 'TEXTBOX_LIST' && { warning: words.renameHint })}
              error={refused('options') ?? (isTried ? wrong : undefined)}
              onChange={(options) => change({ options })}
            />
          )}
          {facts.oneText && (
            <Switch
              label={words.searchable}
              description={words.searchableText}
              checked={values.searchable}
              onChange={(searchable) => change({ searchable })}
            />
          )}
          {type === 'FILE_UPLOAD' && (
            <Switch
              label={words.severalFiles}
              description={words.severalFilesText}
              checked={values.severalFiles}
              onChange={(severalFiles) => change({ severalFiles })}
            />
          )}
          {folders.length > 0 && (
            <Select
              label={words.folder}
              value={values.folder}
              options={[
                { value: '', label: words.noFolder },
                ...folders.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(folder) => change({ folder })}
            />
          )}
        </div>
        <FieldPreview type={type} {...values} />
      </div>
      {error && !isOnField && <Problem error={error} />}
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button kind="primary" type="submit" pending={pending}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}

function filled(options: readonly Option[]): Option[] {
  return options
    .map((option) => ({ ...option, label: option.label.trim() }))
    .filter(({ label }) => label !== '');
}

function problemOf(options: readonly Option[]): string | undefined {
  const labels = filled(options).map(({ label }) => label.toLowerCase());
  if (labels.length === 0) return words.needsOption;
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  return twice === undefined ? undefined : words.sameOption(twice);
}

/** What the API is sent of the values that a field of the type has. */
export function bodyOf(type: FieldType, values: Values): FieldChange {
  const { placeholder, options, oneText } = factsOf(type);
  return {
    parentId: values.folder === '' ? null : values.folder,
    ...(placeholder && { placeholder: values.placeholder }),
    ...(options && { options: filled(values.options) }),
    ...(oneText && { searchable: values.searchable }),
    ...(type === 'FILE_UPLOAD' && { isMultipleFile: values.severalFiles }),
  };
}
