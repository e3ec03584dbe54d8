/** The cell that has the focus, or would get it; the head is row -1. */
export type Cursor = { row: number; column: number };

export type Extent = { rows: number; columns: number; page: number };

/** Where a key leads; undefined where it leads nowhere. */
export function movedBy(
  { row, column }: Cursor,
  { key, ctrl }: { key: string; ctrl: boolean },
  { rows, columns, page }: Extent,
): Cursor | undefined {
  const last = rows - 1;
  const toRow = (next: number): Cursor => ({ row: clamp(next, -1, last), column });
  const toColumn = (next: number): Cursor => ({ row, column: clamp(next, 0, columns - 1) });
  switch (key) {
    case 'ArrowDown':
      return toRow(ctrl ? last : row + 1);
    case 'ArrowUp':
      return toRow(ctrl ? 0 : row - 1);
    case 'ArrowRight':
      return toColumn(ctrl ? columns - 1 : column + 1);
    case 'ArrowLeft':
      return toColumn(ctrl ? 0 : column - 1);
    case 'Home':
      return ctrl ? { row: Math.min(0, last), column: 0 } : toColumn(0);
    case 'End':
      return ctrl ? { row: last, column: columns - 1 } : toColumn(columns - 1);
    case 'PageDown':
      return toRow(row + page);
    case 'PageUp':
      return toRow(Math.max(0, row - page));
    default:
      return undefined;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** A key that writes something. */
export function isTyped(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}): boolean {
  return [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}
