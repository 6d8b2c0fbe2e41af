import { expect, test } from 'vitest';
import { atFields } from './wrong';

const error = (path: string) => ({ path, code: 'x', message: path });

test('what the server says of an opening stands at its fields', () => {
  expect(
    atFields(
      [error('openings/3/hours/closes'), error('openings/3/except/2'), error('openings/3/days/dates/0')],
      3,
    ),
  ).toEqual({
    'hours/closes': 'openings/3/hours/closes',
    except: 'openings/3/except/2',
    'days/dates': 'openings/3/days/dates/0',
  });
});

test('what it says of anything else keeps its place', () => {
  expect(Object.keys(atFields([error('openings/2/seats'), error('offices/0/calendar/week/1')], 3))).toEqual([
    'openings/2/seats',
    'offices/0/calendar/week/1',
  ]);
});
