import { describe, expect, test } from 'vitest';
import { type Cursor, move, within } from './cursor';

const size = { rows: 3, columns: 7 };
/** Two things on the first day of the second row, none on its last day, one everywhere else. */
const count = (row: number, column: number) => (row !== 1 ? 1 : column === 0 ? 2 : column === 6 ? 0 : 1);
const go = (cursor: Cursor, ...keys: string[]) =>
  keys.reduce((now, name) => {
    const control = name.startsWith('Control+');
    return move(now, { key: name.replace('Control+', ''), control }, size, count) ?? now;
  }, cursor);
const at = (row: number, column: number, thing = 0) => ({ row, column, at: thing });

describe('the keyboard in the week', () => {
  test('goes from day to day and stops at the ends', () => {
    expect(go(at(0, 0), 'ArrowRight', 'ArrowRight')).toEqual(at(0, 2));
    expect(go(at(0, 6), 'ArrowRight')).toEqual(at(0, 6));
    expect(go(at(0, 0), 'ArrowLeft')).toEqual(at(0, 0));
  });

  test('goes through the things of a cell before it leaves it', () => {
    expect(go(at(0, 0), 'ArrowDown', 'ArrowDown')).toEqual(at(1, 0, 1));
    expect(go(at(1, 0, 1), 'ArrowDown')).toEqual(at(2, 0));
    expect(go(at(2, 0), 'ArrowUp')).toEqual(at(1, 0, 1));
    expect(go(at(2, 0), 'ArrowDown')).toEqual(at(2, 0));
    expect(go(at(0, 0), 'ArrowUp')).toEqual(at(0, 0));
  });

  test('stands in empty cells, too', () => {
    expect(go(at(0, 6), 'ArrowDown')).toEqual(at(1, 6));
    expect(go(at(1, 6), 'ArrowDown')).toEqual(at(2, 6));
  });

  test('jumps to the ends of a row and of the table', () => {
    expect(go(at(1, 3), 'End')).toEqual(at(1, 6));
    expect(go(at(1, 3), 'Home')).toEqual(at(1, 0));
    expect(go(at(1, 3), 'Control+End')).toEqual(at(2, 6));
    expect(go(at(1, 3), 'Control+Home')).toEqual(at(0, 0));
  });

  test('leaves other keys to others', () => {
    expect(move(at(0, 0), { key: 'a', control: false }, size, count)).toBeNull();
  });

  test('comes back into a table that became smaller', () => {
    expect(within(at(9, 9, 9), { rows: 2, columns: 7 }, count)).toEqual(at(1, 6));
    expect(within(at(1, 1), { rows: 0, columns: 0 }, () => 0)).toEqual(at(0, 0));
  });
});
