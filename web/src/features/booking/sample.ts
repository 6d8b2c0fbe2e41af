import type { Bookable, Booking, BookingRow, FreeTime } from '../../generated/protocol.ts';

/** A booking as staff see it, at 10:00 on 2026-06-04 in Tokyo, for tests. */
export function bookingRow(more: Partial<BookingRow> = {}): BookingRow {
  return {
    booking: 'b1',
    state: 'booked',
    unconfirmed: false,
    starts: Date.UTC(2026, 5, 4, 1),
    ends: Date.UTC(2026, 5, 4, 1, 30),
    date: '2026-06-04',
    time: '10:00',
    site: 'centre',
    site_name: '中央市民センター',
    section: 'waste',
    subject: 'garbage',
    subject_name: 'ごみ出し支援',
    title: null,
    language: 'ja',
    channel: 'public',
    telephone: null,
    has_email: false,
    ...more,
  };
}

const words = (ja: string, easy: string | null = null, en: string | null = null) => ({ ja, easy, en });
const rules = { lead_minutes: 30, horizon_days: 60, per_person: 3, early_minutes: 15, late_minutes: 10 };
const subjects = ['garbage-support', 'municipal-housing'];

/** A ward of the demonstration city, as far as pictures need it. */
export const ward: Bookable = {
  municipality: '北九州市',
  time_zone: 'Asia/Tokyo',
  wards: [{ ward: 'kokurakita', name: '小倉北区役所', telephone: '093-000-1222（例）', rules, closures: [] }],
  subjects: [
    {
      subject: 'garbage-support',
      name: words('ごみ出し支援（ふれあい収集）', null, 'Help with carrying out rubbish'),
      minutes: 30,
      bring: words('介護保険証か障害者手帳（お持ちの方）', null, 'Your care insurance card, if you have one'),
    },
    {
      subject: 'municipal-housing',
      name: words('市営住宅の申し込み', null, 'City-run housing'),
      minutes: 30,
      bring: words(''),
    },
  ],
  sites: [
    {
      site: 'kokura-chuo',
      name: '小倉中央市民センター',
      ward: 'kokurakita',
      access: words('小倉駅から歩いて8分', null, '8 minutes on foot from Kokura station'),
      subjects,
      near: ['adachi'],
    },
    {
      site: 'adachi',
      name: '足立市民センター',
      ward: 'kokurakita',
      access: words(''),
      subjects,
      near: ['kokura-chuo'],
    },
  ],
};

/** A free time of half an hour on the wall in Tokyo. */
export function freeTime(starts: number, site = 'kokura-chuo'): FreeTime {
  const wall = new Date(starts + 9 * 3_600_000).toISOString();
  const ends = starts + 1_800_000;
  return { site, starts, ends, date: wall.slice(0, 10), time: wall.slice(11, 16), title: null };
}

/** A booking as whoever made it is told of it. */
export function madeBooking(time: FreeTime, more: Partial<Booking> = {}): Booking {
  return {
    code: 'BD7T9WXK',
    state: 'booked',
    subject: 'garbage-support',
    subject_name: words('ごみ出し支援（ふれあい収集）', null, 'Help with carrying out rubbish'),
    time,
    site_name: '小倉中央市民センター',
    ward: 'kokurakita',
    ward_name: '小倉北区役所',
    telephone: '093-000-1222（例）',
    check_in_from: time.starts - 15 * 60_000,
    check_in_until: time.starts + 10 * 60_000,
    language: 'ja',
    has_telephone: true,
    has_email: false,
    disrupted: null,
    ...more,
  };
}
