import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { IsoDate } from '../../calendar/dates';
import type { Finding, Holiday } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { BlockWords } from './BlockWords';
import { type Cursor, move, within } from './cursor';
import { type Cell, findingsOf, type Placed, type Row } from './rows';
import { weekText } from './text';

export interface Column {
  readonly key: string;
  readonly head: ReactNode;
  readonly kind: 'plain' | 'today' | 'holiday' | 'weekend';
}

/** A real table of hours. One stop of the Tab key; the arrow keys go from block to block and day to day. */
export function HoursTable({
  label,
  corner,
  columns,
  rows,
  rowHead,
  cellHead,
  findings,
  nameOf,
  onOpen,
  onAdd,
  onRemove,
  onTurn,
}: {
  readonly label: string;
  readonly corner: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly rowHead: (row: Row) => ReactNode;
  /** What stands above the blocks of a cell. */
  readonly cellHead?: (cell: Cell) => ReactNode;
  readonly findings: readonly Finding[];
  /** The day and place of a cell, in words. */
  readonly nameOf: (cell: Cell) => { readonly date: string; readonly place: string };
  readonly onOpen: (placed: Placed, cell: Cell) => void;
  readonly onAdd: (cell: Cell) => void;
  readonly onRemove: (placed: Placed, cell: Cell) => void;
  /** Back or forth by one page. */
  readonly onTurn: (by: -1 | 1) => void;
}) {
  const text = useText(weekText);
  const [wanted, setWanted] = useState<Cursor>({ row: 0, column: 0, at: 0 });
  const table = useRef<HTMLTableElement>(null);
  const held = useRef(false);
  const size = { rows: rows.length, columns: columns.length };
  const count = (row: number, column: number) => rows[row]?.cells[column]?.blocks.length ?? 0;
  const cursor = within(wanted, size, count);
  const focus = () =>
    table.current?.querySelector<HTMLElement>('tbody button[tabindex="0"]')?.focus({ preventScroll: false });
  useEffect(() => {
    // A block that had the focus may be gone with the table it stood in, or behind a dialog: the keyboard stays in the
    // table. A dialog gives the focus back in the next frame.
    const frame = requestAnimationFrame(() => {
      if (held.current && document.activeElement === document.body) focus();
    });
    return () => cancelAnimationFrame(frame);
  });
  const onKey = (event: KeyboardEvent) => {
    const cell = rows[cursor.row]?.cells[cursor.column];
    const placed = cell?.blocks[cursor.at];
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      return onTurn(event.key === 'PageUp' ? -1 : 1);
    }
    if (event.key === 'Delete' && cell !== undefined && placed !== undefined) {
      event.preventDefault();
      return onRemove(placed, cell);
    }
    const next = move(cursor, { key: event.key, control: event.ctrlKey || event.metaKey }, size, count);
    if (next === null) return;
    event.preventDefault();
    setWanted(next);
    requestAnimationFrame(focus);
  };
  const stop = (row: number, column: number, at: number) => ({
    tabIndex: row === cursor.row && column === cursor.column && at === cursor.at ? 0 : -1,
    onFocus: () => setWanted({ row, column, at }),
  });
  return (
    <div className="hours-scroll">
      <table
        ref={table}
        className="hours-table"
        data-compact={cellHead !== undefined || undefined}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is a table, and moved through as a grid
        role="grid"
        aria-label={label}
        onKeyDown={onKey}
        onFocus={() => {
          held.current = true;
        }}
        onBlur={(event) => {
          const to = event.relatedTarget;
          held.current = to === null || to.closest('[role$=dialog]') !== null;
        }}
      >
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ key, head, kind }) => (
              <th key={key} scope="col" data-kind={kind}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row.key}>
              <th scope="row">{rowHead(row)}</th>
              {row.cells.map((cell, column) => {
                const { date, place } = nameOf(cell);
                return (
                  <td key={cell.date} data-kind={columns[column]?.kind}>
                    {cellHead?.(cell)}
                    {cell.blocks.map((placed, at) => (
                      <button
                        key={`${placed.block.opening}/${placed.block.change}`}
                        type="button"
                        className="block"
                        {...stop(rowAt, column, at)}
                        {...looks(placed, cell.date, findings)}
                        onClick={() => onOpen(placed, cell)}
                      >
                        <span className="visually-hidden">{`${date} ${place} `}</span>
                        <BlockWords
                          placed={placed}
                          withSection={row.section === null}
                          findings={findingsOf(placed.block, cell.date, findings)}
                        />
                      </button>
                    ))}
                    {cell.blocks.length === 0 && (
                      <button
                        type="button"
                        className="add-here"
                        aria-label={text.addAt(date, place)}
                        {...stop(rowAt, column, 0)}
                        onClick={() => onAdd(cell)}
                      >
                        <Icon name="add" />
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function looks({ block }: Placed, date: IsoDate, findings: readonly Finding[]) {
  const found = findingsOf(block, date, findings);
  return {
    'data-change': block.change,
    'data-shut': block.open.length === 0 || undefined,
    'data-conflict': found.some(({ gravity }) => gravity === 'blocks')
      ? 'blocks'
      : found.length > 0
        ? 'warns'
        : undefined,
  };
}

/** What a day is, for its column. */
export function dayKind(date: IsoDate, today: IsoDate, holidays: readonly Holiday[], weekend: boolean) {
  if (holidays.some((holiday) => holiday.date === date)) return 'holiday' as const;
  if (date === today) return 'today' as const;
  return weekend ? ('weekend' as const) : ('plain' as const);
}
