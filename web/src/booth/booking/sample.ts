/** A booking and what can be booked, for tests. */

import type {
  Bookable,
  BookableSite,
  Booking,
  CheckedIn,
  FreeTime,
  FreeTimes,
  Held,
} from '../../generated/protocol';

const words = (ja: string) => ({ ja, easy: null, en: null });
const MINUTE = 60_000;

/** A free time of 4 June 2026 or a day near it, in Japan. */
export function timeAt(time: string, site = 'site', date = '2026-06-04'): FreeTime {
  const starts = Date.parse(`${date}T${time}:00+09:00`);
  return { site, starts, ends: starts + 20 * MINUTE, date, time, title: null };
}

const at = timeAt('10:30');
export const booking: Booking = {
  code: 'ABCD2345',
  state: 'booked',
  subject: 'subject',
  subject_name: words('ごみ出し支援'),
  time: at,
  site_name: '小倉中央市民センター',
  ward: 'ward',
  ward_name: '小倉北区役所',
  telephone: '093-582-3311',
  check_in_from: at.starts - 15 * MINUTE,
  check_in_until: at.starts + 10 * MINUTE,
  language: 'ja',
  has_telephone: false,
  has_email: false,
  disrupted: null,
};
export const checkedIn: CheckedIn = { booking: 'booking', subject: 'subject', time: at, language: 'ja' };
export const held: Held = { hold: 'hold', until: at.starts, time: at };
export const free: FreeTimes = {
  times: [at, timeAt('11:00'), timeAt('11:00', 'near')],
  next: null,
  none: null,
};

const site = (id: string, name: string, near: string[]): BookableSite => ({
  site: id,
  name,
  ward: 'ward',
  access: words(`${name}へは歩いて8分`),
  seclusion: 'partitioned',
  subjects: ['subject'],
  near,
});
export const bookable: Bookable = {
  municipality: '北九州市',
  time_zone: 'Asia/Tokyo',
  wards: [],
  subjects: [{ subject: 'subject', name: words('ごみ出し支援'), minutes: 20, bring: words('本人確認書類') }],
  sites: [site('site', '小倉中央市民センター', ['near']), site('near', '小倉南市民センター', ['site'])],
};
