// biome-ignore-all lint/a11y/useSemanticElements: rows lie where scrolling puts them, which those of a table element cannot
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of the grid are heard at its root
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type ColumnChange, type PlacedColumn, narrowest } from './columns.ts';
import { type Cursor, isTyped, movedBy } from './cursor.ts';
import { Editor } from './editors/Editor.tsx';
import { Row, type RowMark } from './Row.tsx';
import { selectedOf, useSelecting } from './selection.ts';
import styles from './Table.module.css';
import { type Sorting, TableHead } from './TableHead.tsx';
import { type Editing, useEditing } from './use-editing.ts';
import { useRowHeight, useWindow } from './use-window.ts';

export type TableProps<Row> = {
  label: string;
  rows: readonly Row[];
  /** How many there are, loaded or not. */
  total: number;
  idOf(row: Row): string;
  nameOf(row: Row): string;
  columns: readonly PlacedColumn<Row>[];
  sorting: Sorting;
  onSort(sorting: Sorting): void;
  onColumns(change: ColumnChange): void;
  /** Asked for while some rows are left to scroll to. */
  onNeedMore(): void;
  /** The rows are of another search: those of this one come. */
  isStale: boolean;
  openId: string | undefined;
  onOpen(row: Row): void;
  /** On a page of its own. */
  onOpenPage(row: Row): void;
  /** Esc, while one is open beside the table. */
  onCloseOpen(): void;
  /** The pointer rests on a row, or the cursor is in it: it may be opened next. */
  onNear?(row: Row): void;
  selection:
    | { selected: ReadonlySet<string>; onSelect(selected: ReadonlySet<string>): void }
    | undefined;
  /** Undefined where nothing may be changed. */
  edit:
    | {
        onStart(row: Row): void;
        onCommit(row: Row, columnId: string, value: unknown): Promise<Error | undefined>;
      }
    | undefined;
  /** What became of a row elsewhere, to be seen where it stands. */
  markOf?(row: Row): RowMark | undefined;
  /** After the last row. */
  end?: ReactNode;
};

const rowsBeforeEnd = 40;
/** How long one looks before what is looked at is fetched. */
const restMs = 80;
const tickWidth = 40;
const noneSelected: ReadonlySet<string> = new Set();

/** Rows without number, of which those in sight are drawn; one of its cells is in the order of Tab. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, total, idOf, nameOf, columns, selection, edit, openId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const seen = useWindow(scroller, rows.length, rowHeight);
  const shift = selection ? 1 : 0;
  const [held, setCursor] = useState<Cursor>({ row: 0, column: shift });
  const wantsFocus = useRef(false);
  const lastColumn = columns.length + shift - 1;
  const cursor = {
    row: Math.min(held.row, rows.length - 1),
    column: Math.min(held.column, lastColumn),
  };
  const ids = useMemo(() => rows.map(idOf), [rows, idOf]);
  const selected = selection?.selected ?? noneSelected;
  const selecting = useSelecting(ids, selected, (next) => selection?.onSelect(next));
  const layout = layoutOf(columns, shift);

  const { onNeedMore } = props;
  const isNearEnd = seen.to > rows.length - rowsBeforeEnd;
  useEffect(() => {
    if (isNearEnd && rows.length > 0) onNeedMore();
  }, [isNearEnd, rows.length, onNeedMore]);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    cellAt(scroller.current, cursor)?.focus({ preventScroll: true });
  });

  const moveTo = (next: Cursor): void => {
    reveal(scroller.current, next, rowHeight, layout.pinned);
    wantsFocus.current = true;
    setCursor(next);
  };
  const { editing, begin, commit, cancel } = useEditing({
    ids,
    rows,
    columns,
    edit,
    onGo: (row, at) => moveTo({ row, column: Math.max(0, Math.min(lastColumn, at + shift)) }),
  });

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = placeIn(event);
    if (!at) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const row = rows[at.row];
    const column = columns[at.column - shift];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const extent = { rows: rows.length, columns: lastColumn + 1, page };
    const next = event.altKey ? undefined : movedBy(at, { key: event.key, ctrl }, extent);
    const take = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (next) {
      take();
      const extends_ = event.shiftKey && selection && next.row >= 0 && at.row >= 0;
      if (extends_ && next.row !== at.row) selecting.extendTo(at.row, next.row);
      moveTo(next);
    } else if (ctrl && event.key.toLowerCase() === 'a' && selection) {
      take();
      selection.onSelect(new Set(ids));
    } else if (event.key === 'Escape' && selected.size > 0 && selection) {
      take();
      selection.onSelect(new Set());
    } else if (event.key === 'Escape' && openId !== undefined) {
      take();
      props.onCloseOpen();
    } else if (at.row < 0) {
      if (at.column >= shift || (event.key !== ' ' && event.key !== 'Enter')) return;
      take();
      selecting.toggleAll();
    } else if (event.key === ' ' && selection) {
      take();
      selecting.toggle(at.row);
    } else if (row && column?.isName && event.key === 'Enter') {
      take();
      if (event.shiftKey) props.onOpenPage(row);
      else props.onOpen(row);
    } else if (row && column && (event.key === 'Enter' || event.key === 'F2')) {
      take();
      begin(row, column);
    } else if (row && column && isTyped(event)) {
      if (begin(row, column, event.key)) take();
    }
  };
  /** A second press on a cell edits it; fingers have no other way. */
  const pressedBefore = useRef<Cursor>(undefined);
  const click = (event: MouseEvent<HTMLDivElement>): void => {
    const at = placeIn(event);
    const { target } = event;
    if (!at || !(target instanceof Element)) return;
    const before = pressedBefore.current;
    pressedBefore.current = at;
    const row = rows[at.row];
    if (at.column < shift) {
      if (at.row < 0) selecting.toggleAll();
      else if (event.shiftKey) selecting.extendTo(at.row, at.row);
      else selecting.toggle(at.row);
    } else if (row && target.closest('[data-opens]')) {
      props.onOpen(row);
    } else if (before?.row === at.row && before.column === at.column) {
      const column = columns[at.column - shift];
      if (row && column) begin(row, column);
    }
  };
  const near = useRef<{ row: number; timer: number }>(undefined);
  const rest = (at: number): void => {
    if (near.current?.row === at) return;
    window.clearTimeout(near.current?.timer);
    const row = rows[at];
    if (row)
      near.current = { row: at, timer: window.setTimeout(() => props.onNear?.(row), restMs) };
  };
  const focus = (event: FocusEvent<HTMLDivElement>): void => {
    const at = placeIn(event);
    if (!at) return;
    rest(at.row);
    if (at.row !== held.row || at.column !== held.column) setCursor(at);
  };

  const drawn = indexesOf(seen, cursor.row, rows.length);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={lastColumn + 1}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={props.isStale || undefined}
      className={styles.table}
      style={{ ...layout.variables, '--row': `${rowHeight}px` } as CSSProperties}
      onKeyDownCapture={press}
      onClick={click}
      onFocus={focus}
      onMouseOver={(event) => rest(placeIn(event)?.row ?? -1)}
    >
      <TableHead
        columns={columns}
        sorting={props.sorting}
        cursor={cursor.row < 0 ? cursor.column : undefined}
        selected={selection && selectedOf(ids, selected)}
        onSort={props.onSort}
        onChange={props.onColumns}
        onStretch={(at, width) => scroller.current?.style.setProperty(`--w${at}`, `${width}px`)}
      />
      <div
        role="rowgroup"
        className={styles.body}
        data-stale={props.isStale || undefined}
        style={{ blockSize: rows.length * rowHeight }}
      >
        {drawn.map((index) => {
          const row = rows[index];
          if (!row) return null;
          const id = idOf(row);
          const isCursor = index === cursor.row;
          return (
            <Row
              key={id}
              row={row}
              index={index}
              name={nameOf(row)}
              top={index * rowHeight}
              columns={columns}
              isSelectable={shift === 1}
              isSelected={selected.has(id)}
              isOpen={id === openId}
              mark={props.markOf?.(row)}
              cursor={isCursor ? cursor.column : undefined}
              editor={
                editing?.id === id ? (
                  <CellEditor
                    key={`${editing.column.id} ${editing.error ?? ''}`}
                    editing={editing}
                    name={nameOf(row)}
                    onSave={commit}
                    onCancel={cancel}
                  />
                ) : undefined
              }
            />
          );
        })}
      </div>
      {props.end}
    </div>
  );
}

type CellEditorProps<Row> = {
  editing: Editing<Row>;
  name: string;
  onSave: Parameters<typeof Editor>[0]['onSave'];
  onCancel: Parameters<typeof Editor>[0]['onCancel'];
};

function CellEditor<Row>({ editing, name, onSave, onCancel }: CellEditorProps<Row>) {
  const { spec, column, value, typed, error } = editing;
  const label = `${column.label}, ${name}`;
  const props = { spec, label, value, typed, error, onSave, onCancel };
  return <Editor {...props} />;
}

type Happened = { currentTarget: HTMLElement; target: EventTarget };

/** The cell that something happens in; not in an editor, nor in what floats above the table. */
function placeIn({ currentTarget, target }: Happened): Cursor | undefined {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return undefined;
  if (target.closest('[data-editor]')) return undefined;
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
  const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
  if (row === undefined || column === undefined) return undefined;
  return { row: Number(row), column: Number(column) };
}

function cellAt(table: HTMLElement | null, { row, column }: Cursor): HTMLElement | undefined {
  const cell = table?.querySelector<HTMLElement>(`[data-row="${row}"] > [data-column="${column}"]`);
  return cell?.querySelector<HTMLElement>('button[tabindex]') && row < 0
    ? (cell.querySelector<HTMLElement>('button') ?? undefined)
    : (cell ?? undefined);
}

/** What is in sight, and the row of the cursor, which never goes while it has the focus. */
function indexesOf(seen: { from: number; to: number }, cursor: number, count: number): number[] {
  const inSight = Array.from({ length: seen.to - seen.from }, (_, at) => seen.from + at);
  if (cursor < 0 || cursor >= count || (cursor >= seen.from && cursor < seen.to)) return inSight;
  return cursor < seen.from ? [cursor, ...inSight] : [...inSight, cursor];
}

type Layout = { variables: Record<string, string>; pinned: number };

/** Widths as variables, and how much at the start stays while the rest is scrolled sideways. */
function layoutOf<Row>(columns: readonly PlacedColumn<Row>[], shift: number): Layout {
  const variables: Record<string, string> = {};
  let pinned = shift * tickWidth;
  let all = pinned;
  columns.forEach(({ width, isPinned }, at) => {
    const safe = Math.max(narrowest, width);
    variables[`--w${at}`] = `${safe}px`;
    variables[`--x${at}`] = isPinned ? `${pinned}px` : 'auto';
    if (isPinned) pinned += safe;
    all += safe;
  });
  variables['--all'] = `${all}px`;
  return { variables, pinned };
}

function reveal(
  table: HTMLElement | null,
  { row, column }: Cursor,
  rowHeight: number,
  pinned: number,
): void {
  if (!table) return;
  if (row >= 0) {
    const top = row * rowHeight;
    const shown = table.clientHeight - 2 * rowHeight;
    if (top < table.scrollTop) table.scrollTop = top;
    else if (top > table.scrollTop + shown) table.scrollTop = top - shown;
  }
  const cell = table.querySelector<HTMLElement>(`[data-row="-1"] > [data-column="${column}"]`);
  if (!cell || cell.dataset['pinned'] !== undefined || column === 0) return;
  const { offsetLeft: start, offsetWidth } = cell;
  if (start - pinned < table.scrollLeft) table.scrollLeft = start - pinned;
  else if (start + offsetWidth > table.scrollLeft + table.clientWidth)
    table.scrollLeft = start + offsetWidth - table.clientWidth;
}
