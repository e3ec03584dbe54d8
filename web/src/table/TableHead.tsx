// biome-ignore-all lint/a11y/useSemanticElements: rows lie where scrolling puts them, which those of a table element cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the focus is in one of the cells
import type { PointerEvent } from 'react';
import { ArrowDownIcon, ArrowUpIcon, ChevronDownIcon, PinIcon } from '../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { type ColumnChange, type PlacedColumn, clampWidth } from './columns.ts';
import { SelectMark, cellStyle } from './Row.tsx';
import styles from './Table.module.css';
import { words } from './words.ts';

export type Sorting = { id: string; direction: 'asc' | 'desc' };

type Props<Row> = {
  columns: readonly PlacedColumn<Row>[];
  sorting: Sorting;
  cursor: number | undefined;
  /** Undefined where rows cannot be selected. */
  selected: boolean | 'mixed' | undefined;
  onSort(sorting: Sorting): void;
  onChange(change: ColumnChange): void;
  /** While a width is drawn, before it is chosen. */
  onStretch(at: number, width: number): void;
};

const widthStep = 24;
const dragged = 'application/x-groundlevel-column';

export function TableHead<Row>(props: Props<Row>) {
  const { columns, sorting, cursor, selected, onSort, onChange, onStretch } = props;
  const shift = selected === undefined ? 0 : 1;
  return (
    <div role="row" aria-rowindex={1} data-row={-1} className={styles.head}>
      {selected !== undefined && (
        <div
          role="columnheader"
          aria-colindex={1}
          data-column={0}
          tabIndex={cursor === 0 ? 0 : -1}
          className={styles.tickCell}
        >
          <SelectMark label={words.selectAll} isChecked={selected} />
        </div>
      )}
      {columns.map((column, at) => {
        const { id, label, isPinned, align, sort } = column;
        const direction = sorting.id === id ? sorting.direction : undefined;
        return (
          <div
            key={id}
            role="columnheader"
            aria-colindex={at + shift + 1}
            aria-sort={
              direction ? (direction === 'asc' ? 'ascending' : 'descending') : sort && 'none'
            }
            data-column={at + shift}
            data-pinned={isPinned || undefined}
            data-align={align}
            className={styles.headCell}
            style={cellStyle(at)}
            draggable={!column.isName}
            onDragStart={(event) => event.dataTransfer.setData(dragged, id)}
            onDragOver={(event) => {
              if (event.dataTransfer.types.includes(dragged)) event.preventDefault();
            }}
            onDrop={(event) => {
              const moved = event.dataTransfer.getData(dragged);
              if (moved !== '' && moved !== id) onChange({ kind: 'place', id: moved, before: id });
            }}
          >
            <Menu
              trigger={
                <button
                  type="button"
                  className={styles.headButton}
                  tabIndex={cursor === at + shift ? 0 : -1}
                  title={label}
                >
                  <span className={styles.headLabel}>{label}</span>
                  {direction === 'asc' && <ArrowUpIcon size={14} />}
                  {direction === 'desc' && <ArrowDownIcon size={14} />}
                  <span className={styles.more}>
                    <ChevronDownIcon size={14} />
                  </span>
                </button>
              }
            >
              <ColumnMenu
                column={column}
                isFirst={columns[at - 1]?.isPinned !== isPinned || columns[at - 1]?.isName === true}
                isLast={columns[at + 1]?.isPinned !== isPinned}
                onSort={onSort}
                onChange={onChange}
              />
            </Menu>
            <div
              aria-hidden="true"
              className={styles.grip}
              onPointerDown={(event) => {
                startStretch(event, column.width, {
                  draw: (width) => onStretch(at, width),
                  done: (width) => onChange({ kind: 'resize', id, width }),
                });
              }}
            />
          </div>
        );
      })}
    </div>
  );
}

type MenuProps<Row> = {
  column: PlacedColumn<Row>;
  isFirst: boolean;
  isLast: boolean;
  onSort(sorting: Sorting): void;
  onChange(change: ColumnChange): void;
};

function ColumnMenu<Row>({ column, isFirst, isLast, onSort, onChange }: MenuProps<Row>) {
  const { id, sort, width, isName, isPinned } = column;
  const resize = (by: number): void =>
    onChange({ kind: 'resize', id, width: clampWidth(width + by) });
  return (
    <>
      {sort && (
        <>
          <MenuItem icon={<ArrowUpIcon />} onSelect={() => onSort({ id, direction: 'asc' })}>
            {words.sortUp[sort]}
          </MenuItem>
          <MenuItem icon={<ArrowDownIcon />} onSelect={() => onSort({ id, direction: 'desc' })}>
            {words.sortDown[sort]}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      {!isName && !isFirst && (
        <MenuItem onSelect={() => onChange({ kind: 'move', id, by: -1 })}>
          {words.moveLeft}
        </MenuItem>
      )}
      {!isName && !isLast && (
        <MenuItem onSelect={() => onChange({ kind: 'move', id, by: 1 })}>
          {words.moveRight}
        </MenuItem>
      )}
      <MenuItem onSelect={() => resize(widthStep)}>{words.wider}</MenuItem>
      <MenuItem onSelect={() => resize(-widthStep)}>{words.narrower}</MenuItem>
      {!isName && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={<PinIcon />}
            onSelect={() => onChange({ kind: isPinned ? 'unpin' : 'pin', id })}
          >
            {isPinned ? words.unpinColumn : words.pinColumn}
          </MenuItem>
          <MenuItem onSelect={() => onChange({ kind: 'hide', id })}>{words.hideColumn}</MenuItem>
        </>
      )}
    </>
  );
}

type Stretch = { draw(width: number): void; done(width: number): void };

function startStretch(event: PointerEvent<HTMLElement>, width: number, to: Stretch): void {
  event.preventDefault();
  event.stopPropagation();
  const grip = event.currentTarget;
  const from = event.clientX;
  const turned = getComputedStyle(grip).direction === 'rtl' ? -1 : 1;
  const widthAt = (x: number): number => clampWidth(width + (x - from) * turned);
  grip.setPointerCapture(event.pointerId);
  const move = (at: globalThis.PointerEvent): void => to.draw(widthAt(at.clientX));
  const end = (at: globalThis.PointerEvent): void => {
    grip.removeEventListener('pointermove', move);
    to.done(widthAt(at.clientX));
  };
  grip.addEventListener('pointermove', move);
  grip.addEventListener('pointerup', end, { once: true });
}
