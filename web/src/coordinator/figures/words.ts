import type { FigureRow } from '../../generated/protocol';
import type { figuresText } from './text';

type Text = (typeof figuresText)['ja'];
export type Column = keyof Text['columns'];

export const columns: readonly Column[] = [
  'bookings',
  'attended',
  'missed',
  'cancelled',
  'tickets',
  'talks',
  'abandoned',
  'turned_away',
  'wait_p50',
  'wait_p90',
  'open_minutes',
  'unused_minutes',
];

/** A figure in words. A hidden count is told as such; a wait of too few people is not known. */
export function figureWords(row: FigureRow, column: Column, text: Text): string {
  const value = row[column];
  switch (column) {
    case 'wait_p50':
    case 'wait_p90':
      if (value === null) return text.unknown;
      return value < 60 ? text.underMinute : text.minutes(String(Math.round(value / 60)));
    case 'open_minutes':
    case 'unused_minutes':
      return timeWords(value ?? 0, text);
    default:
      return value === null ? text.hidden : text.count(String(value));
  }
}

function timeWords(minutes: number, text: Text): string {
  if (minutes < 60) return text.minutes(String(minutes));
  return text.hours(String(Math.round(minutes / 6) / 10));
}
