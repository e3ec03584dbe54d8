import { dayOf } from '../../lib/time.ts';
import { Editor } from '../../table/editors/Editor.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { XIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import styles from './FilterBar.module.css';
import { type FilterField, isOffered } from './filter-fields.ts';
import type { Condition } from './filter-tree.ts';
import {
  type ReadCondition,
  type ShownOperator,
  operatorLabel,
  operatorsOf,
  readCondition,
  takesValue,
} from './operators.ts';
import { ValueEditor } from './ValueEditor.tsx';
import { words } from './words.ts';

export type ChipPart = 'field' | 'value';

export type ChipProps = {
  fields: readonly FilterField[];
  /** Its place, to find it again. */
  place: string;
  field: FilterField | undefined;
  read: ReadCondition | undefined;
  /** The part that is being edited. */
  part: ChipPart | undefined;
  onEdit(part: ChipPart): void;
  onField(field: FilterField): void;
  onOperator(operator: ShownOperator): void;
  onValues(values: readonly string[]): void;
  onCancel(): void;
  onRemove(): void;
};

/** Field, operator, value: each is changed where it stands. */
export function FilterChip(props: ChipProps) {
  const { fields, place, field, read, part, onEdit, onOperator, onCancel, onRemove } = props;
  const said = field && read ? textOf(field, read) : '';
  return (
    <fieldset aria-label={said || words.chooseField} className={styles.chip} data-chip={place}>
      {part === 'field' || !field ? (
        <div className={styles.fieldEditor}>
          <Editor
            spec={{ kind: 'option', options: offered(fields) }}
            label={words.chooseField}
            value={field?.name ?? null}
            onSave={(name) => {
              const chosen = fields.find((each) => each.name === name);
              if (chosen) props.onField(chosen);
              else onCancel();
            }}
            onCancel={onCancel}
          />
        </div>
      ) : (
        <button type="button" className={styles.part} onClick={() => onEdit('field')}>
          <span className="visually-hidden">{words.field} </span>
          {field.label}
        </button>
      )}
      {field && read && (
        <Menu
          trigger={
            <button type="button" className={styles.part} data-quiet>
              <span className="visually-hidden">{words.operator} </span>
              {operatorLabel(read.operator, field.kind)}
            </button>
          }
        >
          <MenuChoice
            label={field.label}
            value={read.operator}
            options={operatorsOf(field).map((value) => ({
              value,
              label: operatorLabel(value, field.kind),
            }))}
            onChange={onOperator}
          />
        </Menu>
      )}
      {field && read && takesValue(read.operator) && (
        <Value {...props} field={field} read={read} isEdited={part === 'value'} />
      )}
      <IconButton
        label={said === '' ? words.removePending : words.remove(said)}
        className={styles.remove}
        onClick={onRemove}
      >
        <XIcon size={14} />
      </IconButton>
    </fieldset>
  );
}

type ValueProps = Omit<ChipProps, 'field' | 'read'> & {
  field: FilterField;
  read: ReadCondition;
  isEdited: boolean;
};

function Value({ field, read, isEdited, onEdit, onValues, onCancel }: ValueProps) {
  const { operator, values } = read;
  if (isEdited) {
    return (
      <ValueEditor
        key={operator}
        field={field}
        operator={operator}
        values={values}
        onSave={onValues}
        onCancel={onCancel}
      />
    );
  }
  const text = valueText(field, read);
  return (
    <button
      type="button"
      className={styles.part}
      data-part="value"
      title={text}
      onClick={() => onEdit('value')}
    >
      <span className="visually-hidden">{words.value} </span>
      <bdi className={styles.value}>{text || words.chooseValue}</bdi>
    </button>
  );
}

function offered(fields: readonly FilterField[]): { value: string; label: string }[] {
  return fields.filter(isOffered).map(({ name, label }) => ({ value: name, label }));
}

/** A filter in words. */
function textOf(field: FilterField, read: ReadCondition): string {
  const operator = operatorLabel(read.operator, field.kind);
  return `${field.label} ${operator} ${valueText(field, read)}`.trim();
}

function valueText({ kind, options }: FilterField, { operator, values }: ReadCondition): string {
  const shown = values.map((value) => {
    const isDay = kind === 'time' || kind === 'date';
    if (isDay && /^\d{4}-\d\d-\d\d$/.test(value)) return dayOf(new Date(`${value}T00:00:00`));
    return options?.find((each) => each.value === value)?.label ?? value;
  });
  return shown.join(operator === 'between' ? ` ${words.and} ` : ', ');
}

/** What only an address may have written: shown as it is, and removed as a whole. */
export function ForeignChip({ condition, onRemove }: { condition: Condition; onRemove(): void }) {
  const { field, operator, value } = condition;
  const text = `${field} ${operator} ${value === undefined ? '' : JSON.stringify(value)}`;
  return (
    <fieldset aria-label={text} className={styles.chip}>
      <code className={styles.foreign}>{text}</code>
      <IconButton label={words.remove(text)} className={styles.remove} onClick={onRemove}>
        <XIcon size={14} />
      </IconButton>
    </fieldset>
  );
}

export function readOf(
  condition: Condition,
  fields: readonly FilterField[],
): { field: FilterField; read: ReadCondition } | undefined {
  const field = fields.find(({ name }) => name === condition.field);
  const read = field && readCondition(condition, field);
  return field && read && { field, read };
}
