import { expect, test } from 'vitest';
import { parseKept } from './kept';
import { middle } from './oval';

test('what was chosen is taken up again', () => {
  const kept = parseKept('{"choice":"blurred","across":0.25,"near":7}');
  expect(kept).toEqual({ choice: 'blurred', oval: { across: 0.25, near: 1 } });
});

test('where nothing was chosen the camera is sent; where a choice cannot be read, the card', () => {
  expect(parseKept(null)).toEqual({ choice: 'camera', oval: middle });
  for (const text of [
    '',
    'null',
    '{',
    '{"choice":"none","across":0,"near":0}',
    '{"choice":"camera","near":0}',
  ]) {
    expect(parseKept(text).choice, text).toBe('card');
  }
});
