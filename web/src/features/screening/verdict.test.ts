import { expect, test } from 'vitest';
import type { PlaceToBook, Verdict } from '../../generated/protocol';
import { guidance } from './sample';
import { dialled, goesOn, nearestOf, reasonsOf, slipText } from './verdict';

test.each<[Verdict, boolean]>([
  ['remote', true],
  ['remote-private', true],
  ['online-with-help', true],
  ['enclosed-booth', false],
  ['in-person', false],
  ['kiosk', false],
  ['quiet-card', false],
])('%s rings and is booked: %s', (verdict, expected) => {
  expect(goesOn(verdict)).toBe(expected);
});

test('three enclosed booths are told, the nearest first', () => {
  const rooms = ['a', 'b', 'c', 'd'].map(
    (site): PlaceToBook => ({ site, site_name: site, access: null, next: null }),
  );
  const told = nearestOf(guidance('enclosed-booth', {}, { enclosed: rooms }));
  expect(told.map(({ site }) => site)).toEqual(['a', 'b', 'c']);
});

test('a number is dialled without what is written around it', () => {
  expect(dialled('093-000-1222（例）')).toBe('tel:0930001222');
});

test('what is kept by a camera has no ruby, and loses whole sentences from its end', () => {
  expect(slipText(['093-000-1222', '{区役所|くやくしょ}へ'])).toBe('093-000-1222\n区役所へ');
  expect(slipText(['093-000-1222', 'あ'.repeat(100), '近く'])).toBe('093-000-1222');
});

test('reasons are in the reader’s language', () => {
  expect(reasonsOf(guidance('remote'), 'en')).toEqual(['わけ (en)']);
});
