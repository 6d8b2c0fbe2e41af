import { expect, test } from 'vitest';
import type { PanelMessage } from '../../generated/protocol';
import { masked } from './mask';

test('a value that was given is said to be there, and nothing else changes', () => {
  const answer = (value: object) =>
    ({
      from: 'writer',
      message: { type: 'change', seq: 3, change: { change: 'answer', path: 'name', value } },
    }) as PanelMessage;
  expect(masked(answer({ shown: 'value', value: '花子' }))).toEqual(answer({ shown: 'filled' }));
  for (const shown of ['filled', 'empty']) expect(masked(answer({ shown }))).toEqual(answer({ shown }));
});

test('of a guide nothing is said', () => {
  const guide = { guide: 'g', version: 1, answers: { body: 'grade-1' }, back_at: null };
  expect(masked({ from: 'walker', message: { type: 'shown', guide } })).toEqual({
    from: 'walker',
    message: { type: 'shown', guide: null },
  });
});

test.each<PanelMessage>([
  { from: 'writer', message: { type: 'no-form' } },
  {
    from: 'writer',
    message: { type: 'change', seq: 4, change: { change: 'remove-entry', path: 'household/1' } },
  },
  { from: 'note', message: { id: 'n1', text: '花子です', by: null } },
])('what holds no answer leaves as it is: %j', (message) => {
  expect(masked(message)).toEqual(message);
});
