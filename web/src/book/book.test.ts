import { expect, test } from 'vitest';
import { booking, held, MORNING, time } from '../features/booking/sample';
import { decides } from '../features/screening/sample';
import { Phone } from './phone';
import type { Act, Page } from './state';

test('from the language to the code, one question a page', () => {
  const phone = Phone.atCheck();
  expect(phone.book.page).toBe('check');
  phone.send();
  expect(phone.act).toMatchObject({
    is: 'confirm',
    ask: { hold: 'hold-1', language: 'ja', telephone: '0930001222', email: null },
  });
  phone.granted(booking());
  expect(phone.book).toMatchObject({ page: 'done', booking: { code: 'ABCD2345' }, hold: null, unsure: null });
  expect(phone.book.entries).toMatchObject({ telephone: '', email: '' });
});

test('a question without its answer is not left, each time anew', () => {
  const phone = Phone.started().tell({ type: 'go', page: 'subject' }).tell({ type: 'next' });
  expect(phone.book).toMatchObject({
    page: 'subject',
    refusals: 1,
    faults: [{ field: 'subject', fault: 'subject-empty' }],
  });
  phone.tell({ type: 'next' });
  expect(phone.book.refusals).toBe(2);
  phone.tell({ type: 'enter', entries: { subject: 'housing' } }).tell({ type: 'next' });
  expect(phone.book).toMatchObject({ page: 'place', faults: [] });
  phone.tell({ type: 'next' });
  expect(phone.book.faults).toEqual([{ field: 'place', fault: 'place-empty' }]);
});

test('the contact may stay empty, but what is entered has to be right', () => {
  const phone = Phone.atTimes();
  phone.tell({ type: 'choose', time: time(), key: phone.key() }).granted(held());
  phone.tell({ type: 'enter', entries: { telephone: '12', email: 'taro' } }).tell({ type: 'next' });
  expect(phone.book.faults).toEqual([
    { field: 'telephone', fault: 'telephone-bad' },
    { field: 'email', fault: 'email-bad' },
  ]);
  phone.tell({ type: 'enter', entries: { telephone: '', email: ' ' } }).tell({ type: 'next' });
  expect(phone.book.page).toBe('check');
});

test('going back through every page and forward again keeps what was entered', () => {
  const phone = Phone.atCheck();
  const { entries } = phone.book;
  const pages: Page[] = [];
  for (let i = 0; i < 5; i += 1) pages.push(phone.tell({ type: 'back' }).book.page);
  expect(pages).toEqual(['contact', 'time', 'place', 'subject', 'start']);
  expect(phone.book.entries).toEqual(entries);
  for (const page of ['subject', 'place', 'time', 'contact', 'check'] as const) {
    expect(phone.tell({ type: 'go', page }).book.page).toBe(page);
  }
  expect(phone.book.entries).toEqual(entries);
});

test('the language can be changed at any page, and leads back to it', () => {
  const phone = Phone.atCheck()
    .tell({ type: 'go', page: 'language' })
    .tell({ type: 'language', language: 'en' });
  expect(phone.book).toMatchObject({ page: 'check', language: 'en', hold: { held: held() } });
});

test('the list is of the place that was chosen and of those nearby that do the same, or of it alone', () => {
  const phone = Phone.atTimes();
  expect(phone.book.list?.query).toEqual({ subject: 'housing', sites: ['centre', 'river'], from: null });
  phone.tell({ type: 'only', only: true });
  expect(phone.book.list?.query.sites).toEqual(['centre']);
  phone
    .tell({ type: 'enter', entries: { place: { is: 'ward', ward: 'south' } } })
    .tell({ type: 'go', page: 'time' })
    .says(decides('remote'));
  expect(phone.book.list?.query.sites).toEqual(['river']);
});

test('another subject that is not done at the chosen place asks for a place again', () => {
  const phone = Phone.started().tell({ type: 'go', page: 'subject' });
  phone.tell({ type: 'enter', entries: { subject: 'garbage' } }).tell({ type: 'next' });
  phone.tell({ type: 'enter', entries: { place: { is: 'site', site: 'hill' } } }).tell({ type: 'back' });
  phone.tell({ type: 'enter', entries: { subject: 'housing' } }).tell({ type: 'next' });
  expect(phone.book).toMatchObject({ page: 'place', entries: { subject: 'housing', place: null } });
});

test('a few times are in sight, then more, then those of the next days', () => {
  const half = 1_800_000;
  const phone = Phone.atTimes();
  phone.tell({ type: 'list' }).listed(
    Array.from({ length: 10 }, (_, i) => time(MORNING + i * half)),
    '2026-06-05',
  );
  expect(phone.book.list?.shown).toBe(8);
  const before = phone.asked.length;
  phone.tell({ type: 'more' });
  expect(phone.asked.slice(before)).toMatchObject([{ effect: 'list', from: '2026-06-05' }]);
  expect(phone.book.list).toMatchObject({ state: 'more', shown: 16 });
  phone.listed([time(MORNING + 86_400_000)]);
  expect(phone.book.list).toMatchObject({ state: 'loaded', next: null });
  expect(phone.book.list?.times).toHaveLength(11);
});

test('a list that comes late, for something else, is passed over', () => {
  const phone = Phone.atTimes();
  phone.tell({ type: 'list' });
  const late = phone.asked.at(-1);
  phone.tell({ type: 'from', date: '2026-06-10' });
  if (late?.effect !== 'list') throw new Error('a list was asked for');
  const value = { times: [time()], next: null, none: null };
  phone.tell({ type: 'listed', list: late.list, answer: { is: 'ok', value } });
  expect(phone.book.list).toMatchObject({ state: 'loading', times: [], query: { from: '2026-06-10' } });
});

test('without a free time it says why; without a line it asks again', () => {
  const phone = Phone.atTimes().tell({ type: 'list' }).listed([]);
  expect(phone.book.list).toMatchObject({ state: 'loaded', none: 'full' });
  phone.tell({ type: 'list' });
  const asked = phone.asked.at(-1);
  if (asked?.effect !== 'list') throw new Error('a list was asked for');
  phone.tell({ type: 'listed', list: asked.list, answer: { is: 'unreachable' } });
  expect(phone.book.list?.state).toBe('failed');
});

test('choosing a time holds it at once; the same one again asks nothing', () => {
  const phone = Phone.atTimes();
  phone.tell({ type: 'choose', time: time(), key: 'key-a' });
  expect(phone.act).toEqual({
    is: 'hold',
    ask: {
      request: 'key-a',
      subject: 'housing',
      site: 'centre',
      starts: MORNING,
      screened: { version: 1, answers: {} },
    },
    purpose: 'contact',
  });
  phone.granted(held());
  expect(phone.book.page).toBe('contact');
  phone.tell({ type: 'back' }).tell({ type: 'choose', time: time(), key: 'key-b' });
  expect(phone.acts).toBe(1);
  expect(phone.book.page).toBe('contact');
});

test('choosing another time holds that one, and lets the first go only then', () => {
  const phone = Phone.atCheck().tell({ type: 'go', page: 'time' });
  const later = time(MORNING + 3_600_000);
  phone.tell({ type: 'choose', time: later, key: phone.key() });
  expect(phone.asked).not.toContainEqual({ effect: 'release', hold: 'hold-1' });
  phone.granted(held('hold-2', later));
  expect(phone.asked.at(-1)).toEqual({ effect: 'release', hold: 'hold-1' });
  expect(phone.book.hold?.held.time).toEqual(later);
});

test('whoever leaves the list before the hold is answered wants it no more', () => {
  const phone = Phone.atTimes();
  phone.tell({ type: 'choose', time: time(), key: phone.key() }).tell({ type: 'back' }).granted(held());
  expect(phone.book).toMatchObject({ page: 'place', hold: null });
  expect(phone.asked.at(-1)).toEqual({ effect: 'release', hold: 'hold-1' });
});

test('a time that went to somebody else offers others, and keeps what was entered', () => {
  const phone = Phone.atCheck();
  const { entries } = phone.book;
  const near = [time(MORNING + 1_800_000), time(MORNING - 1_800_000)];
  phone.send().refused('slot-gone', { times: near });
  expect(phone.book).toMatchObject({ page: 'time', notice: 'slot-gone', hold: null, entries });
  expect(phone.book.list).toMatchObject({ state: 'loading', offered: near });
});

test('two presses are one booking', () => {
  const phone = Phone.atCheck().send().send();
  expect(phone.acts).toBe(2); // The hold, and one confirmation.
});

test('without a line the same booking goes out again under its own key', () => {
  const phone = Phone.atCheck().send();
  const sent = phone.act;
  phone.answer({ is: 'unreachable' });
  expect(phone.book).toMatchObject({ page: 'check', doing: { how: { is: 'unreachable' } } });
  phone.tell({ type: 'retry' });
  expect(phone.act).toEqual(sent);
  phone.granted(booking());
  expect(phone.book).toMatchObject({ page: 'done', notice: null });
});

test('a changed contact goes out under the same key; had the first arrived, the first is the booking', () => {
  const phone = Phone.atCheck().send();
  const first = phone.act;
  phone.answer({ is: 'unreachable' }).tell({ type: 'back' });
  phone
    .tell({ type: 'enter', entries: { telephone: '' } })
    .tell({ type: 'next' })
    .send();
  if (first.is !== 'confirm') throw new Error('a confirmation was sent');
  expect(phone.act).toMatchObject({ ask: { request: first.ask.request, telephone: null } });
  phone.refused('key-reused');
  expect(phone.act).toEqual(first);
  phone.granted(booking());
  expect(phone.book).toMatchObject({ page: 'done', notice: 'earlier' });
});

/** 予約する got no answer, and another time was chosen and sent. */
function withAnotherTime(): { phone: Phone; first: Act } {
  const phone = Phone.atCheck().send();
  const first = phone.act;
  phone.answer({ is: 'unreachable' }).tell({ type: 'go', page: 'time' });
  const later = time(MORNING + 3_600_000);
  phone.tell({ type: 'choose', time: later, key: phone.key() }).granted(held('hold-2', later));
  phone.tell({ type: 'next' }).send();
  return { phone, first };
}

test('an unanswered booking that never arrived is given up before another time is booked', () => {
  const { phone, first } = withAnotherTime();
  expect(phone.act).toEqual({ is: 'settle', hold: 'hold-1' });
  phone.granted(null);
  if (first.is !== 'confirm' || phone.act.is !== 'confirm') throw new Error('confirmations were sent');
  expect(phone.act.ask.hold).toBe('hold-2');
  expect(phone.act.ask.request).not.toBe(first.ask.request);
  phone.granted(booking({ time: time(MORNING + 3_600_000) }));
  expect(phone.book).toMatchObject({ page: 'done', notice: null });
});

test('an unanswered booking that had arrived is the booking: there are never two', () => {
  const { phone, first } = withAnotherTime();
  phone.refused('wrong-state');
  expect(phone.act).toEqual(first);
  phone.granted(booking());
  expect(phone.book).toMatchObject({ page: 'done', notice: 'earlier', booking: { time: time() } });
  expect(phone.asked.at(-1)).toEqual({ effect: 'release', hold: 'hold-2' });
});

test('a hold whose answer was lost for so long that it ran out is asked for under a new key', () => {
  const phone = Phone.atTimes();
  phone.tell({ type: 'choose', time: time(), key: 'key-a' }).answer({ is: 'unreachable' });
  phone.tell({ type: 'retry' }).refused('hold-over');
  expect(phone.act).toMatchObject({ is: 'hold', ask: { starts: MORNING } });
  expect(phone.act).not.toMatchObject({ ask: { request: 'key-a' } });
  expect(phone.granted(held()).book.page).toBe('contact');
});

test('a hold that ran out is held anew by itself while its time is free', () => {
  const phone = Phone.atCheck().send().refused('hold-over');
  expect(phone.act).toMatchObject({ is: 'hold', ask: { starts: MORNING }, purpose: 'book' });
  phone.granted(held('hold-2'));
  expect(phone.act).toMatchObject({ is: 'confirm', ask: { hold: 'hold-2', telephone: '0930001222' } });
  phone.granted(booking());
  expect(phone.book.page).toBe('done');
});

test('a hold that ran out, of a time that is gone, offers others and keeps what was entered', () => {
  const phone = Phone.atCheck();
  const { entries } = phone.book;
  phone
    .send()
    .refused('hold-over')
    .refused('slot-gone', { times: [time(MORNING + 1_800_000)] });
  expect(phone.book).toMatchObject({ page: 'time', notice: 'slot-gone', hold: null, entries });
});

test('a hold that ran out, with other times offered at once, is not asked for again', () => {
  const phone = Phone.atCheck();
  const { entries } = phone.book;
  phone.send().refused('hold-over', { times: [time(MORNING + 1_800_000)] });
  expect(phone.book).toMatchObject({ page: 'time', notice: 'hold-over', hold: null, doing: null, entries });
  expect(phone.book.list?.offered).toHaveLength(1);
});

test('a hold that will not hold ends in the list, not in circles', () => {
  const phone = Phone.atCheck().send().refused('hold-over').granted(held('hold-2')).refused('hold-over');
  expect(phone.book).toMatchObject({ page: 'time', notice: 'hold-over', hold: null, doing: null });
});

test.each(['overlapping', 'too-many-bookings'] as const)('%s is said where it can be changed', (code) => {
  expect(Phone.atCheck().send().refused(code).book).toMatchObject({
    page: 'check',
    notice: code,
    doing: null,
    unsure: null,
  });
});

test('what the server finds wrong with the contact is said at its field', () => {
  const errors = [{ path: 'email', code: 'bad-email', message: '' }];
  const phone = Phone.atCheck().send().refused('bad-field', { errors });
  expect(phone.book).toMatchObject({ page: 'contact', faults: [{ field: 'email', fault: 'email-bad' }] });
});

test('too many tries say when, and a server that failed keeps everything', () => {
  const phone = Phone.atCheck().send().refused('too-many', { retryAfter: 90 });
  expect(phone.book.doing?.how).toEqual({ is: 'busy', seconds: 90 });
  phone.tell({ type: 'retry' }).refused('internal');
  expect(phone.book).toMatchObject({
    page: 'check',
    doing: { how: { is: 'failed' } },
    hold: { held: held() },
  });
});
