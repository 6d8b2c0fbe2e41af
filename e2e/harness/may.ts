/**
 * 小倉北区 in May 2027: the demonstration, a branch office that stays open late on Thursdays of that month, a centre whose
 * booth nobody has given hours yet, and what of June its coordinator does not have in mind.
 */
import { readFile } from 'node:fs/promises';
import type { Calendar, Opening, Plan, Weekday } from '../../web/src/generated/protocol.ts';

const WARD = 'kokurakita';
const OFFICE_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const THURSDAYS = ['2027-05-06', '2027-05-13', '2027-05-20', '2027-05-27'];
const LATE = { opens: '08:30', closes: '19:00' };
interface Demo {
  sites: { id: string; name: string; kind: string; ward: string; privacy: string }[];
  hours: Record<string, Plan>;
}

const SITES: Demo['sites'] = [
  { id: 'adachi', name: '足立出張所（例）', kind: 'branch-office', ward: WARD, privacy: 'enclosed' },
  {
    id: 'nakajima',
    name: '中島市民センター（例）',
    kind: 'community-centre',
    ward: WARD,
    privacy: 'enclosed',
  },
];

const BRANCH: Calendar = {
  week: [{ days: [...OFFICE_DAYS], hours: { opens: '08:30', closes: '17:15' } }],
  dates: THURSDAYS.map((date) => ({ date, hours: [LATE] })),
};

/** What is held under a name on some dates of May. */
const clinic = (
  dates: string[],
  of: Pick<Opening, 'id' | 'section' | 'sites' | 'subjects' | 'title' | 'hours' | 'interpreter'>,
): Opening => ({
  kind: 'clinic',
  days: { is: 'dates', dates },
  except: [],
  unit_minutes: 30,
  seats: 1,
  on_holidays: false,
  ...of,
});

const CLINICS: Opening[] = [
  clinic(['2027-05-15', '2027-05-22'], {
    id: 'smartphone-clinic',
    title: '土曜スマホ相談会（例）',
    section: 'kokurakita-machi',
    sites: ['kokura-chuo'],
    subjects: ['digital-help'],
    hours: { opens: '10:00', closes: '15:00' },
    interpreter: null,
  }),
  clinic(THURSDAYS, {
    id: 'tax-evening',
    title: '木曜夜間の納税相談（例）',
    section: 'kokurakita-kokuho',
    sites: ['adachi'],
    subjects: [],
    hours: { opens: '15:00', closes: '19:00' },
    interpreter: null,
  }),
  clinic(['2027-05-11', '2027-05-25'], {
    id: 'tax-signed',
    title: '手話での納税相談（例）',
    section: 'kokurakita-kokuho',
    sites: ['itozu'],
    subjects: [],
    hours: { opens: '15:00', closes: '17:00' },
    interpreter: 'sign-language',
  }),
];

/** That municipality, to be seeded. */
export async function may(): Promise<Demo> {
  const demo = JSON.parse(await readFile('demo/kitakyushu.json', 'utf8')) as Demo;
  const plan = demo.hours[WARD];
  if (plan === undefined) throw new Error(`the demonstration has no hours of ${WARD}`);
  const shut = (calendar: Calendar, date: string): Calendar => ({
    ...calendar,
    dates: [...calendar.dates, { date, hours: [] }].sort((a, b) => a.date.localeCompare(b.date)),
  });
  const inMay: Plan = {
    ...plan,
    openings: [...plan.openings, ...CLINICS],
    buildings: [
      ...plan.buildings.map(({ site, calendar }) => ({
        site,
        calendar: site === 'kokura-chuo' ? shut(calendar, '2027-06-26') : calendar,
      })),
      { site: 'adachi', calendar: BRANCH },
    ],
    interpreters: plan.interpreters.map((one) => ({ ...one, calendar: shut(one.calendar, '2027-06-22') })),
  };
  return { ...demo, sites: [...demo.sites, ...SITES], hours: { ...demo.hours, [WARD]: inMay } };
}
