import { expect, test } from 'vitest';
import { bookable, booking } from '../features/booking/sample';
import { decides } from '../features/screening/sample';
import { fragmentOf, progress, readFragment } from './pages';
import { Phone } from './phone';

test('the address holds the page and the choices, and never a contact, a code or a hold', () => {
  const phone = Phone.atCheck();
  expect(fragmentOf(phone.book)).toBe('#ja/time/housing/centre');
  const { book } = phone.send().granted(booking());
  expect(fragmentOf(book)).toBe('#ja/code');
  for (const page of ['contact', 'check', 'done', 'booking', 'move', 'cancel'] as const) {
    const entries = { ...book.entries, telephone: '0930001222', email: 'a@example.jp', code: 'ABCD2345' };
    expect(fragmentOf({ ...book, page, entries })).not.toMatch(/0930|example|ABCD|hold/);
  }
});

test('a page that is loaded anew comes back to its question and its choices', () => {
  const address = readFragment('#easy/time/housing/~north');
  const phone = new Phone().tell({ type: 'came', address });
  expect(phone.book).toMatchObject({ language: 'easy', page: 'time' });
  phone.tell({ type: 'loaded', answer: { is: 'ok', value: bookable } });
  expect(phone.book.page).toBe('questions');
  phone.says(decides('remote'));
  expect(phone.book.list?.query).toEqual({ subject: 'housing', sites: ['centre'], from: null });
});

test.each([
  ['', 'language'],
  ['#xx/time', 'language'],
  ['#ja/nonsense', 'start'],
  ['#ja/check', 'start'],
  ['#ja/place', 'subject'],
  ['#ja/place/nowhere', 'subject'],
  ['#ja/time/housing/hill', 'place'],
  ['#ja/time/housing/<b>', 'place'],
] as const)('the address %j leads to %s', (fragment, page) => {
  const phone = new Phone()
    .tell({ type: 'came', address: readFragment(fragment) })
    .tell({ type: 'loaded', answer: { is: 'ok', value: bookable } });
  expect(phone.book.page).toBe(page);
});

test('the browser cannot go forward to a page whose hold is gone: a made booking is shown instead', () => {
  const phone = Phone.atCheck().send().granted(booking());
  phone.tell({ type: 'came', address: { language: 'ja', page: 'check', subject: null, place: null } });
  expect(phone.book.page).toBe('done');
});

test('progress counts the questions of a booking alone', () => {
  expect(progress('subject')).toEqual({ at: 1, of: 5 });
  expect(progress('dates')).toEqual({ at: 3, of: 5 });
  expect(progress('check')).toEqual({ at: 5, of: 5 });
  expect(progress('booking')).toBeNull();
});

test('an address without a language asks for one, leads where it said, and can be loaded anew', () => {
  const phone = new Phone().tell({ type: 'came', address: readFragment('#application') });
  expect(phone.book).toMatchObject({ page: 'language', before: 'application' });
  expect(fragmentOf(phone.book)).toBe('#application');
  phone.tell({ type: 'language', language: 'easy' });
  expect(phone.book).toMatchObject({ page: 'application', language: 'easy' });
  expect(fragmentOf(phone.book)).toBe('#easy/application');
});
