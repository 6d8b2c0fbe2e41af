/** Where the keyboard stands in a table whose cells hold any number of things. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
  /** Which thing of the cell; 0 in an empty one. */
  readonly at: number;
}

/** How many things stand in a cell. */
export type Count = (row: number, column: number) => number;

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** The cursor inside the table, wherever it was before the table changed. */
export function within(cursor: Cursor, { rows, columns }: Size, count: Count): Cursor {
  const row = clamp(cursor.row, rows - 1);
  const column = clamp(cursor.column, columns - 1);
  return { row, column, at: clamp(cursor.at, Math.max(count(row, column), 1) - 1) };
}

/**
 * Where a key leads, as in the grid pattern of WAI-ARIA; up and down go through the things of a cell before they leave
 * it. Null if the key means nothing here.
 */
export function move(
  cursor: Cursor,
  { key, control }: { readonly key: string; readonly control: boolean },
  size: Size,
  count: Count,
): Cursor | null {
  const { row, column, at } = cursor;
  const to = (next: Cursor) => within(next, size, count);
  switch (key) {
    case 'ArrowLeft':
      return to({ row, column: column - 1, at: 0 });
    case 'ArrowRight':
      return to({ row, column: column + 1, at: 0 });
    case 'ArrowDown':
      if (at + 1 < count(row, column)) return { row, column, at: at + 1 };
      return row + 1 < size.rows ? to({ row: row + 1, column, at: 0 }) : cursor;
    case 'ArrowUp':
      if (at > 0) return { row, column, at: at - 1 };
      return row > 0 ? to({ row: row - 1, column, at: Number.MAX_SAFE_INTEGER }) : cursor;
    case 'Home':
      return to({ row: control ? 0 : row, column: 0, at: 0 });
    case 'End':
      return to({ row: control ? size.rows - 1 : row, column: size.columns - 1, at: 0 });
    default:
      return null;
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
