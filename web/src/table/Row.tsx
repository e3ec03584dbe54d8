// biome-ignore-all lint/a11y/useSemanticElements: rows lie where scrolling puts them, which those of a table element cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the focus is in one of the cells
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: a row header is a cell of a grid, which has an index
import { type CSSProperties, memo, type ReactNode } from 'react';
import type { PlacedColumn } from './columns.ts';
import styles from './Table.module.css';
import { CheckIcon } from '../ui/generated/icons.tsx';
import { words } from './words.ts';

/** Changed a moment ago, or deleted, by somebody else. */
export type RowMark = 'changed' | 'deleted';

type Props<Row> = {
  row: Row;
  index: number;
  name: string;
  top: number;
  columns: readonly PlacedColumn<Row>[];
  /** Whether it has a cell to select it with, before the others. */
  isSelectable: boolean;
  isSelected: boolean;
  isOpen: boolean;
  mark: RowMark | undefined;
  /** Its cell that the focus is in, counted with the one for selecting. */
  cursor: number | undefined;
  /** Stands in the place of the cell of the cursor. */
  editor: ReactNode;
};

const tabStop = (isStop: boolean): 0 | -1 => (isStop ? 0 : -1);

/** No cell is a component: a window of rows is drawn anew in a few milliseconds. */
function RowView<Row>(props: Props<Row>) {
  const { row, index, name, top, columns, isSelectable, isSelected, isOpen, mark, cursor, editor } =
    props;
  const shift = isSelectable ? 1 : 0;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      data-row={index}
      aria-description={mark === 'deleted' ? words.deletedElsewhere : undefined}
      data-mark={mark}
      data-open={isOpen || undefined}
      data-editing={editor !== undefined || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {isSelectable && (
        <div
          role="gridcell"
          aria-colindex={1}
          data-column={0}
          tabIndex={tabStop(cursor === 0)}
          className={styles.tickCell}
        >
          <SelectMark label={words.select(name)} isChecked={isSelected} />
        </div>
      )}
      {columns.map((column, at) => {
        const isCursor = cursor === at + shift;
        const isEdited = isCursor && editor !== undefined;
        return (
          <div
            key={column.id}
            role={column.isName ? 'rowheader' : 'gridcell'}
            aria-colindex={at + shift + 1}
            aria-readonly={column.editor ? undefined : true}
            data-column={at + shift}
            data-pinned={column.isPinned || undefined}
            data-align={column.align}
            data-edited={isEdited || undefined}
            tabIndex={tabStop(isCursor && !isEdited)}
            className={styles.cell}
            style={cellStyle(at)}
          >
            {isEdited ? editor : column.cell(row)}
          </div>
        );
      })}
    </div>
  );
}

/** Generic all the same. */
export const Row = memo(RowView) as typeof RowView;

const cellStyles: CSSProperties[] = [];

/** The same for every row, by variables of the table, so that resizing draws no row anew. */
export function cellStyle(at: number): CSSProperties {
  cellStyles[at] ??= { inlineSize: `var(--w${at})`, insetInlineStart: `var(--x${at})` };
  return cellStyles[at];
}

type MarkProps = { label: string; isChecked: boolean | 'mixed' };

/** The cell around it takes clicks and keys. */
export function SelectMark({ label, isChecked }: MarkProps) {
  return (
    <span
      role="checkbox"
      aria-checked={isChecked}
      aria-label={label}
      data-select
      className={styles.mark}
    >
      {isChecked === true && <CheckIcon size={14} />}
      {isChecked === 'mixed' && <span className={styles.dash} />}
    </span>
  );
}
