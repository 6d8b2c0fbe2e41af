import { booking, time, words } from '../../web/src/features/booking/sample.ts';
import type { Bookable, Booking, FreeTime } from '../../web/src/generated/protocol.ts';

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
      seclusion: 'partitioned',
      subjects,
      near: ['adachi'],
    },
    {
      site: 'adachi',
      name: '足立市民センター',
      ward: 'kokurakita',
      access: words(''),
      seclusion: 'partitioned',
      subjects,
      near: ['kokura-chuo'],
    },
  ],
};

/** A free time of half an hour on the wall in Tokyo. */
export function freeTime(starts: number, site = 'kokura-chuo'): FreeTime {
  return time(starts, site);
}

/** A booking as whoever made it is told of it. */
export function madeBooking(time: FreeTime, language: Booking['language']): Booking {
  return booking({
    code: 'BD7T9WXK',
    subject: 'garbage-support',
    subject_name: words('ごみ出し支援（ふれあい収集）', null, 'Help with carrying out rubbish'),
    time,
    site_name: '小倉中央市民センター',
    ward: 'kokurakita',
    ward_name: '小倉北区役所',
    language,
    has_telephone: true,
  });
}
