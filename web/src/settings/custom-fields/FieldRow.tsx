import type { KeyboardEvent } from 'react';
import type { CustomField } from '../../api/custom-fields.ts';
import { IconButton } from '../../ui/Button.tsx';
import { CopyIconButton } from '../../ui/Copy.tsx';
import { EllipsisIcon, GripVerticalIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Cell, Clamped } from '../../ui/PlainTable.tsx';
import styles from './CustomFields.module.css';
import { typeLabel } from './types.ts';
import { words } from './words.ts';

export type Action = 'edit' | 'up' | 'down' | 'remove';

type Order = {
  isFirst: boolean;
  isLast: boolean;
  isDragged: boolean;
  onDrag(id: string | undefined): void;
  onDrop(): void;
};

type Props = {
  field: CustomField;
  folder: string;
  mayWrite: boolean;
  /** Absent where the list is not whole. */
  order: Order | undefined;
  onAction(action: Action): void;
};

export function FieldRow({ field, folder, mayWrite, order, onAction }: Props) {
  const { id, name, fieldKey, dataType } = field;
  const moveByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onAction(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <tr
      className={styles.row}
      data-dragged={order?.isDragged || undefined}
      onDragOver={(event) => order && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        order?.onDrop();
      }}
    >
      {order && (
        <Cell kind="handle">
          <IconButton
            label={words.move(name)}
            className={styles.handle}
            draggable
            onKeyDown={moveByKey}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', name);
              order.onDrag(id);
            }}
            onDragEnd={() => order.onDrag(undefined)}
          >
            <GripVerticalIcon />
          </IconButton>
        </Cell>
      )}
      <Cell>
        <Clamped text={name} />
      </Cell>
      <Cell secondary>
        <span className={styles.key}>
          <code>
            <Clamped text={fieldKey} />
          </code>
          <CopyIconButton text={fieldKey} label={words.copyKey(fieldKey)} />
        </span>
      </Cell>
      <Cell kind="short">{typeLabel(dataType)}</Cell>
      <Cell kind="short" secondary>
        <Clamped text={folder} />
      </Cell>
      {mayWrite && (
        <Cell kind="actions">
          <Menu
            align="end"
            trigger={
              <IconButton label={words.actions(name)}>
                <EllipsisIcon />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => onAction('edit')}>{words.edit}</MenuItem>
            {order && !order.isFirst && (
              <MenuItem onSelect={() => onAction('up')}>{words.moveUp}</MenuItem>
            )}
            {order && !order.isLast && (
              <MenuItem onSelect={() => onAction('down')}>{words.moveDown}</MenuItem>
            )}
            <MenuSeparator />
            <MenuItem danger onSelect={() => onAction('remove')}>
              {words.remove}
            </MenuItem>
          </Menu>
        </Cell>
      )}
    </tr>
  );
}
