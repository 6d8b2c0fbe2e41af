import { expect, test } from 'vitest';
import { held, time, withCounter } from '../features/booking/sample';
import { asks, decides } from '../features/screening/sample';
import type { PlaceToBook } from '../generated/protocol';
import { Phone } from './phone';

const answers = { talk: 'yes' };
const given = { version: 1, answers };
const room: PlaceToBook = {
  site: 'river',
  site_name: '川のほとりの出張所',
  access: null,
  next: time(undefined, 'river'),
};

/** Somebody who chose subject and place. */
function chosen(): Phone {
  return Phone.started()
    .tell({ type: 'enter', entries: { subject: 'housing', place: { is: 'site', site: 'centre' } } })
    .tell({ type: 'go', page: 'place' })
    .tell({ type: 'next' });
}
/** The same, who answered. */
const answered = () =>
  chosen().says(asks('talk')).tell({ type: 'answer', choice: 'yes' }).says(decides('remote', answers));

test('the questions stand between the place and the times, and the answers go with the hold', () => {
  const phone = chosen();
  expect(phone.book).toMatchObject({ page: 'questions', walk: { subject: 'housing', site: 'centre' } });
  phone.says(asks('talk'));
  expect([phone.book.page, phone.book.list]).toEqual(['questions', null]);
  phone.tell({ type: 'answer', choice: 'yes' }).says(decides('remote', answers));
  expect(phone.book.page).toBe('time');
  phone.listed().tell({ type: 'choose', time: time(), key: 'k' });
  expect(phone.act).toMatchObject({ is: 'hold', ask: { screened: given } });
});

test('no times are looked at where they lead nowhere', () => {
  const phone = chosen().says(decides('in-person'));
  expect([phone.book.page, phone.book.list]).toEqual(['verdict', null]);
  phone.tell({ type: 'go', page: 'time' });
  expect(phone.book.page).toBe('verdict');
  expect(phone.tell({ type: 'back' }).book.page).toBe('place');
});

test('going back asks the last question again, and forgets nothing', () => {
  const phone = answered().tell({ type: 'back' });
  expect(phone.book).toMatchObject({ page: 'questions', walk: { earlier: answers } });
  phone.says(asks('talk'));
  expect(phone.tell({ type: 'back' }).book).toMatchObject({
    page: 'place',
    entries: { subject: 'housing', place: { site: 'centre' } },
  });
});

test('another place is asked about with the answers there are', () => {
  const phone = answered().tell({ type: 'enter', entries: { place: { is: 'site', site: 'river' } } });
  phone.tell({ type: 'go', page: 'time' });
  expect(phone.book).toMatchObject({ page: 'questions', walk: { site: 'river', given } });
});

test('any site of a ward is asked about as the one that hides the least', () => {
  const phone = answered().tell({
    type: 'enter',
    entries: { place: { is: 'ward', ward: 'north' }, subject: 'garbage' },
  });
  phone.tell({ type: 'go', page: 'time' });
  expect(phone.book).toMatchObject({ page: 'questions', walk: { subject: 'garbage', site: 'hill' } });
});

test('the next time at an enclosed booth is held with one touch', () => {
  const phone = chosen().says(decides('enclosed-booth', answers, { enclosed: [room] }));
  phone.tell({ type: 'instead', site: 'river', time: room.next, key: 'k' });
  expect(phone.act).toMatchObject({ is: 'hold', ask: { site: 'river', screened: given } });
  expect(phone.granted(held()).book.page).toBe('contact');
});

test('where it has gone, the other times there are listed once it is asked about', () => {
  const phone = chosen().says(decides('enclosed-booth', answers, { enclosed: [room] }));
  phone.tell({ type: 'instead', site: 'river', time: room.next, key: 'k' }).refused('slot-gone');
  expect(phone.book).toMatchObject({ page: 'questions', notice: 'slot-gone' });
  phone.says(decides('remote', answers));
  expect(phone.book).toMatchObject({
    page: 'time',
    notice: 'slot-gone',
    list: { query: { subject: 'housing' } },
  });
});

test('the next time at the counter is held with one touch; its other times are listed whatever the verdict', () => {
  const counter = { ...room, site: 'office', next: time(undefined, 'office') };
  const phone = chosen().says(decides('in-person', answers, { counter }));
  phone.tell({ type: 'loaded', answer: { is: 'ok', value: withCounter } });
  phone.tell({ type: 'instead', site: 'office', time: counter.next, key: 'k' });
  expect(phone.act).toMatchObject({ is: 'hold', ask: { site: 'office', screened: given } });
  phone.granted(held());
  expect(phone.book.page).toBe('contact');
  phone.tell({ type: 'go', page: 'time' }).says(decides('in-person', answers, { counter }));
  expect(phone.book).toMatchObject({ page: 'time', list: { query: { sites: ['office'] } } });
});

test('what no booth has is looked for at the counters', () => {
  const phone = chosen();
  phone.tell({ type: 'loaded', answer: { is: 'ok', value: withCounter } });
  phone.tell({ type: 'enter', entries: { subject: 'moving', place: { is: 'site', site: 'office' } } });
  phone.tell({ type: 'go', page: 'time' }).says(decides('in-person'));
  expect(phone.book.page).toBe('time');
});

test.each(['unscreened', 'not-remote'] as const)(
  'a hold refused as %s leads back to the questions',
  (code) => {
    const phone = answered().listed().tell({ type: 'choose', time: time(), key: 'k' }).refused(code);
    expect(phone.book).toMatchObject({ page: 'questions', notice: code, walk: { given } });
  },
);

test('a hold at a place nearby that cannot do it leads to the times of others', () => {
  const phone = answered().listed();
  phone.tell({ type: 'choose', time: time(undefined, 'river'), key: 'k' }).refused('not-remote');
  expect(phone.book).toMatchObject({ page: 'time', notice: 'not-remote' });
});

test('an office that says nothing is asked again', () => {
  const phone = chosen();
  const effect = phone.asked.findLast((one) => one.effect === 'screen');
  if (effect?.effect !== 'screen') throw new Error('it is asked');
  phone.tell({ type: 'screened', walk: effect.walk, answer: { is: 'unreachable' } });
  expect(phone.book.walk?.now.is).toBe('failed');
  phone.tell({ type: 'screen-again' }).says(decides('remote'));
  expect(phone.book.page).toBe('time');
});
