import { expect, test } from 'vitest';
import { endingAddress, endingOf } from './erase';

test.each([
  { submitted: true, language: 'easy' },
  { submitted: false, language: 'en' },
] as const)('the next document knows %j and nothing else', (ending) => {
  const address = new URL(endingAddress(ending), 'https://booth.example');
  expect(endingOf(address.search)).toEqual(ending);
  expect([...address.searchParams.keys()]).toEqual(['erased', 'language']);
});

test('any other address is a fresh start', () => {
  for (const search of ['', '?erased=', '?erased=1', '?language=en']) expect(endingOf(search)).toBeNull();
  expect(endingOf('?erased=yes&language=xx')).toEqual({ submitted: false, language: 'ja' });
});
