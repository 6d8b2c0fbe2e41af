/** A small ward for the tests of this folder. */
import type { Opening, Plan, Schedule } from '../../generated/protocol';

export const opening = (id: string, more: Partial<Opening> = {}): Opening => ({
  id,
  section: 'town',
  sites: ['center', 'hill'],
  subjects: [],
  kind: 'counter',
  title: null,
  days: { is: 'weekly', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '2026-06-01', until: null },
  except: [],
  hours: { opens: '09:00', closes: '16:30' },
  unit_minutes: 30,
  seats: 2,
  interpreter: null,
  on_holidays: false,
  ...more,
});

export const plan = (openings: Opening[], more: Partial<Plan> = {}): Plan => ({
  buildings: [],
  offices: [],
  interpreters: [{ id: 'sign', name: '手話通訳', calendar: { week: [], dates: [] } }],
  openings,
  lengths: [],
  rules: { lead_minutes: 30, horizon_days: 60, per_person: 3, early_minutes: 15, late_minutes: 10 },
  ...more,
});

export const schedule = (draft: Plan, more: Partial<Schedule> = {}): Schedule => ({
  ward: 'kokura-kita',
  ward_name: '小倉北区役所',
  time_zone: 'Asia/Tokyo',
  today: '2026-06-01',
  sections: [
    {
      section: 'town',
      name: 'まちづくり推進課',
      subjects: [
        { subject: 'waste', name: 'ごみ出し支援', minutes: 30 },
        { subject: 'club', name: '町内会の相談', minutes: 20 },
      ],
    },
  ],
  sites: [
    { site: 'center', name: '中央市民センター', booths: 1, in_order: 1 },
    { site: 'hill', name: '丘の市民センター', booths: 1, in_order: 0 },
  ],
  published: draft,
  version: 1,
  draft,
  revision: 1,
  holidays_until: '2026-12-31',
  holidays_missing: false,
  ...more,
});
