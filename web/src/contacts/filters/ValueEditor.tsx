import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Editor } from '../../table/editors/Editor.tsx';
import type { EditorSpec } from '../../table/editors/editor-spec.ts';
import styles from './FilterBar.module.css';
import type { FilterField } from './filter-fields.ts';
import type { ShownOperator } from './operators.ts';
import { words } from './words.ts';

type Props = {
  field: FilterField;
  operator: ShownOperator;
  values: readonly string[];
  onSave(values: readonly string[]): void;
  onCancel(): void;
};

/** In the place of the value of a filter. */
export function ValueEditor({ field, operator, values, onSave, onCancel }: Props) {
  if (operator === 'between') {
    return <BetweenEditor field={field} values={values} onSave={onSave} onCancel={onCancel} />;
  }
  const spec = specOf(field, operator, values);
  return (
    <div className={styles.valueEditor}>
      <Editor
        spec={spec}
        label={words.value}
        value={spec.kind === 'options' ? values : (values[0] ?? null)}
        onSave={(value) => {
          if (Array.isArray(value)) onSave(value.map(String));
          else onSave(value === null ? [] : [String(value)]);
        }}
        onCancel={onCancel}
      />
    </div>
  );
}

function specOf(
  field: FilterField,
  operator: ShownOperator,
  values: readonly string[],
): EditorSpec {
  const { kind, options, takesOther = false } = field;
  if (options && (operator === 'eq' || operator === 'not_eq')) {
    if (kind === 'boolean') return { kind: 'option', options };
    return { kind: 'options', options, takesOther };
  }
  // Several texts come from an address; they are kept apart.
  if (values.length > 1) return { kind: 'options', options: [], takesOther: true };
  if (kind === 'number') return { kind: 'number' };
  return { kind: kind === 'time' || kind === 'date' ? 'date' : 'text' };
}

function BetweenEditor({ field, values, onSave, onCancel }: Omit<Props, 'operator'>) {
  const [from, setFrom] = useState(values[0] ?? '');
  const [to, setTo] = useState(values[1] ?? '');
  const isDone = useRef(false);
  const type = field.kind === 'number' ? 'number' : 'date';
  const finish = (isKept: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (isKept && from !== '' && to !== '') onSave([from, to]);
    else onCancel();
  };
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    finish(event.key === 'Enter');
  };
  const leave = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) finish(true);
  };
  return (
    <fieldset aria-label={words.value} className={styles.between} onKeyDown={press} onBlur={leave}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the value that had the focus
        autoFocus
        type={type}
        step="any"
        value={from}
        aria-label={words.from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <span>{words.and}</span>
      <input
        type={type}
        step="any"
        value={to}
        aria-label={words.to}
        onChange={(event) => setTo(event.target.value)}
      />
    </fieldset>
  );
}
