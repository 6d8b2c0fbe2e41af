// A small city for tests: two wards, three sites, two subjects. Nobody real.

import type { Bookable, Booking, BookingRow, FreeTime, Held } from '../../generated/protocol.ts';

export const words = (ja: string, easy: string | null = null, en: string | null = null) => ({ ja, easy, en });

const rules = { lead_minutes: 30, horizon_days: 60, per_person: 3, early_minutes: 15, late_minutes: 10 };

export const bookable: Bookable = {
  municipality: '試験市',
  time_zone: 'Asia/Tokyo',
  wards: [
    { ward: 'north', name: '北区役所', telephone: '093-000-1222（例）', rules, closures: [] },
    {
      ward: 'south',
      name: '南区役所',
      telephone: '093-000-1333（例）',
      rules: { ...rules, horizon_days: 30 },
      closures: [],
    },
  ],
  subjects: [
    {
      subject: 'housing',
      name: words('市営住宅の相談', null, 'City-run housing'),
      minutes: 30,
      bring: words('いまの契約書'),
    },
    { subject: 'garbage', name: words('ごみ出し支援'), minutes: 30, bring: words('') },
    { subject: 'nowhere', name: words('どこでも予約できない用件'), minutes: 30, bring: words('') },
  ],
  sites: [
    {
      site: 'centre',
      name: '中央市民センター',
      ward: 'north',
      access: words('北駅から歩いて8分'),
      seclusion: 'partitioned',
      subjects: ['housing', 'garbage'],
      near: ['hill', 'river'],
    },
    {
      site: 'hill',
      name: '丘市民センター',
      ward: 'north',
      access: words(''),
      seclusion: 'open',
      subjects: ['garbage'],
      near: ['centre'],
    },
    {
      site: 'river',
      name: '川市民センター',
      ward: 'south',
      access: words(''),
      seclusion: 'enclosed',
      subjects: ['housing'],
      near: ['centre'],
    },
  ],
};

/** The same with the counter of a ward office, where 引っこし is handled, too. */
export const withCounter: Bookable = {
  ...bookable,
  subjects: [
    ...bookable.subjects,
    { subject: 'moving', name: words('引っこし'), minutes: 30, bring: words('') },
  ],
  sites: [
    ...bookable.sites,
    {
      site: 'office',
      name: '北区役所の窓口',
      ward: 'north',
      access: words(''),
      subjects: ['housing', 'garbage', 'moving'],
      near: [],
      counter: true,
      seclusion: 'enclosed',
    },
  ],
};

/** 2026-06-04 10:30 in Tokyo. */
export const MORNING = Date.UTC(2026, 5, 4, 1, 30);

export function time(starts = MORNING, site = 'centre'): FreeTime {
  const local = new Date(starts + 9 * 3_600_000).toISOString();
  return {
    site,
    starts,
    ends: starts + 1_800_000,
    date: local.slice(0, 10),
    time: local.slice(11, 16),
    title: null,
  };
}

export function held(hold = 'hold-1', what = time()): Held {
  return { hold, until: what.starts - 3_600_000, time: what };
}

export function booking(changed: Partial<Booking> = {}): Booking {
  const when = changed.time ?? time();
  return {
    code: 'ABCD2345',
    state: 'booked',
    subject: 'housing',
    subject_name: words('市営住宅の相談'),
    time: when,
    site_name: '中央市民センター',
    ward: 'north',
    ward_name: '北区役所',
    telephone: '093-000-1222（例）',
    check_in_from: when.starts - 15 * 60_000,
    check_in_until: when.starts + 10 * 60_000,
    language: 'ja',
    has_telephone: false,
    has_email: false,
    disrupted: null,
    ...changed,
  };
}

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
