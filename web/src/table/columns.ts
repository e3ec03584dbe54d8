import type { ReactNode } from 'react';
import type { EditorSpec } from './editors/editor-spec.ts';

export type SortKind = 'text' | 'number' | 'time';

export type Column<Row> = {
  id: string;
  label: string;
  /** In px, until somebody chooses another. */
  width: number;
  align?: 'end';
  /** What its values are like, where the list can be sorted by it. */
  sort?: SortKind;
  /** Names the row: first, and always there. */
  isName?: boolean;
  cell(row: Row): ReactNode;
  /** How it is edited in place, and the value that begins with. */
  editor?: EditorSpec;
  value?(row: Row): unknown;
};

/** What somebody chose of the columns: which, in which order, how wide, which stay in sight. */
export type ColumnChoice = { id: string; width?: number; isPinned?: boolean };

export type PlacedColumn<Row> = Column<Row> & { isPinned: boolean };

export const narrowest = 72;
export const widest = 640;

export function clampWidth(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)));
}

const written = /^(.+?)(?::(\d{1,4}))?(!)?$/;

/** `email,phone:180,tags!`: in this order, this wide, and pinned where it ends in `!`. */
export function readColumns(text: string): ColumnChoice[] {
  const choices = text.split(',').flatMap((each): ColumnChoice[] => {
    const [, id, width, pin] = written.exec(each) ?? [];
    if (id === undefined) return [];
    return [
      {
        id,
        ...(width !== undefined && { width: clampWidth(Number(width)) }),
        ...(pin !== undefined && { isPinned: true }),
      },
    ];
  });
  return choices.filter(({ id }, at) => choices.findIndex((each) => each.id === id) === at);
}

export function writeColumns(choices: readonly ColumnChoice[]): string {
  return choices
    .map(({ id, width, isPinned }) => `${id}${width ? `:${width}` : ''}${isPinned ? '!' : ''}`)
    .join(',');
}

/** The columns as they stand: what names the row, then what is pinned, then the others. */
export function placeColumns<Row>(
  known: readonly Column<Row>[],
  choices: readonly ColumnChoice[],
): PlacedColumn<Row>[] {
  const names = known.filter(({ isName }) => isName);
  const chosen = choices.flatMap((choice) => {
    const column = known.find(({ id }) => id === choice.id);
    return column && !column.isName ? [placed(column, choice)] : [];
  });
  return [
    ...names.map((each) => ({
      ...placed(each, choices.find(({ id }) => id === each.id) ?? { id: each.id }),
      isPinned: true,
    })),
    ...chosen.filter(({ isPinned }) => isPinned),
    ...chosen.filter(({ isPinned }) => !isPinned),
  ];
}

function placed<Row>(column: Column<Row>, choice: ColumnChoice): PlacedColumn<Row> {
  return { ...column, width: choice.width ?? column.width, isPinned: choice.isPinned ?? false };
}

export type ColumnChange =
  | { kind: 'show' | 'hide' | 'pin' | 'unpin'; id: string }
  | { kind: 'move'; id: string; by: -1 | 1 }
  | { kind: 'place'; id: string; before: string | undefined }
  | { kind: 'resize'; id: string; width: number };

/** Choices after a change; one that moves stays among the pinned or among the others. */
export function changeColumns(
  choices: readonly ColumnChoice[],
  change: ColumnChange,
): ColumnChoice[] {
  const { kind, id } = change;
  const others = choices.filter((each) => each.id !== id);
  const own = choices.find((each) => each.id === id) ?? { id };
  switch (kind) {
    case 'show':
      return [...others, own];
    case 'hide':
      return others;
    case 'pin':
      return choices.map((each) => (each.id === id ? { ...each, isPinned: true } : each));
    case 'unpin':
      return choices.map(({ isPinned, ...each }) =>
        each.id === id || !isPinned ? each : { ...each, isPinned },
      );
    case 'resize':
      return choices.some((each) => each.id === id)
        ? choices.map((each) => (each.id === id ? { ...each, width: change.width } : each))
        : [{ id, width: change.width }, ...choices];
    case 'move': {
      const alike = choices.filter((each) => !each.isPinned === !own.isPinned);
      const at = alike.findIndex((each) => each.id === id);
      const beside = alike[at + change.by];
      if (!beside) return [...choices];
      return placeBeside(others, own, beside.id, change.by === 1 ? 1 : 0);
    }
    case 'place':
      return change.before === undefined
        ? [...others, own]
        : placeBeside(others, own, change.before, 0);
    default:
      return change satisfies never;
  }
}

function placeBeside(
  others: readonly ColumnChoice[],
  own: ColumnChoice,
  beside: string,
  after: 0 | 1,
): ColumnChoice[] {
  const at = others.findIndex(({ id }) => id === beside);
  return at < 0 ? [...others, own] : others.toSpliced(at + after, 0, own);
}
