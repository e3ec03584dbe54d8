import { useState } from 'react';
import { toastProblem } from '../ui/Toast.tsx';
import type { PlacedColumn } from './columns.ts';
import type { EditorSpec, Move } from './editors/editor-spec.ts';

export type Editing<Row> = {
  id: string;
  column: PlacedColumn<Row>;
  spec: EditorSpec;
  value: unknown;
  typed: string | undefined;
  error: string | undefined;
};

type Options<Row> = {
  ids: readonly string[];
  rows: readonly Row[];
  columns: readonly PlacedColumn<Row>[];
  edit:
    | {
        onStart(row: Row): void;
        onCommit(row: Row, columnId: string, value: unknown): Promise<Error | undefined>;
      }
    | undefined;
  /** To a row, and a column counted without the one for selecting. */
  onGo(row: number, column: number): void;
};

type Edits<Row> = {
  editing: Editing<Row> | undefined;
  /** False where the cell cannot be edited. */
  begin(row: Row, column: PlacedColumn<Row>, typed?: string): boolean;
  commit(value: unknown, move: Move): void;
  cancel(move: Move): void;
};

const steps: Readonly<Record<Move, number>> = { stay: 0, next: 1, previous: -1 };

/** One cell at a time; a value that is refused comes back into its editor, which says why. */
export function useEditing<Row>({ ids, rows, columns, edit, onGo }: Options<Row>): Edits<Row> {
  const [editing, setEditing] = useState<Editing<Row>>();

  const goOn = (id: string, columnId: string, move: Move): void => {
    const row = ids.indexOf(id);
    const at = columns.findIndex((each) => each.id === columnId);
    if (row >= 0 && at >= 0) onGo(row, at + steps[move]);
  };
  const save = async (held: Editing<Row>, row: Row, value: unknown): Promise<void> => {
    const error = await edit?.onCommit(row, held.column.id, value);
    if (!error) return;
    setEditing((other) => {
      if (other || !ids.includes(held.id)) {
        toastProblem(error);
        return other;
      }
      const isLine = !Array.isArray(value) && !('options' in held.spec);
      return {
        ...held,
        error: error.message,
        ...(isLine ? { typed: value === null ? '' : String(value) } : { value, typed: undefined }),
      };
    });
  };
  return {
    editing,
    begin: (row, column, typed) => {
      const id = ids[rows.indexOf(row)];
      const { editor: spec } = column;
      if (!edit || !spec || id === undefined) return false;
      edit.onStart(row);
      setEditing({ id, column, spec, value: column.value?.(row), typed, error: undefined });
      return true;
    },
    commit: (value, move) => {
      if (!editing) return;
      setEditing(undefined);
      goOn(editing.id, editing.column.id, move);
      const row = rows[ids.indexOf(editing.id)];
      if (row) void save(editing, row, value);
    },
    cancel: (move) => {
      if (!editing) return;
      setEditing(undefined);
      goOn(editing.id, editing.column.id, move);
    },
  };
}
