/** A ward that publishes its hours, and somebody who books there, over HTTP as their pages do. */
import type {
  Booking,
  BookingRules,
  Closure,
  FreeTimes,
  Given,
  Held,
  Language,
  Plan,
  Schedule,
} from '../../web/src/generated/protocol.ts';
import type { City } from './city.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** A booking for the next half hour can be made and checked in at once, at any time of day. */
const RULES: BookingRules = {
  lead_minutes: 0,
  horizon_days: 60,
  per_person: 3,
  early_minutes: 240,
  late_minutes: 10,
};

async function asked<T>(
  city: City,
  [method, path, body]: [string, string, unknown?],
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await city.ask(method, path, body, headers);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

/** 小倉北区 opens round the clock, on every day, at the sites that are named. */
export async function publishHours(
  city: City,
  sites: readonly string[],
  rules: Partial<BookingRules> = {},
): Promise<void> {
  await city.addPerson('hours', 'coordinator');
  const cookie = await city.signIn('hours');
  const { revision } = await asked<Schedule>(city, ['GET', '/api/schedule'], { cookie });
  const plan: Plan = {
    buildings: [],
    offices: [],
    interpreters: [],
    openings: [
      {
        id: 'round-the-clock',
        section: 'kokurakita-machi',
        sites: [...sites],
        subjects: [],
        kind: 'counter',
        title: null,
        days: { is: 'weekly', days: [...DAYS], from: '2026-01-01', until: null },
        except: [],
        hours: { opens: '00:00', closes: '24:00' },
        unit_minutes: 30,
        seats: 2,
        interpreter: null,
        on_holidays: true,
      },
    ],
    lengths: [],
    rules: { ...RULES, ...rules },
  };
  const tag = (revision: number) => ({ cookie, 'if-match': `"${revision}"` });
  const draft = await asked<Schedule>(city, ['PUT', '/api/schedule/draft', plan], tag(revision));
  await asked(city, ['POST', '/api/schedule/publish'], tag(draft.revision));
}

/** Closes all counters of 小倉北区 from now on, for two days. */
export async function closeAll(city: City, reason: string, instead: string): Promise<() => Promise<void>> {
  const cookie = await city.signIn('hours');
  const wall = (days: number) =>
    new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 16);
  const closure = await asked<Closure>(
    city,
    ['POST', '/api/closures', { scope: { is: 'all' }, from: wall(0), until: wall(2), reason, instead }],
    { cookie, 'idempotency-key': crypto.randomUUID() },
  );
  return () => asked(city, ['POST', `/api/closures/${closure.id}/lift`], { cookie });
}

/** The date at the office so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** How whoever books can be reached, and from which time of the day on they want to come. */
export interface Wishes {
  language?: Language;
  time?: string;
  telephone?: string;
  email?: string;
  /** The answers to the screening, where there is one. */
  screened?: Given;
}

/** Books the earliest free time at a site from a date on, as a phone does. */
export async function bookAt(
  city: City,
  site: string,
  subject: string,
  from = inDays(0),
  { time: wanted = '00:00', language = 'ja', telephone, email, screened }: Wishes = {},
): Promise<Booking> {
  const { times } = await asked<FreeTimes>(city, [
    'GET',
    `/api/book/times?subject=${subject}&site=${site}&from=${from}`,
  ]);
  const time = times.find(({ date, time }) => `${date}T${time}` >= `${from}T${wanted}`);
  if (time === undefined) throw new Error(`${site} has no free time from ${from} ${wanted}`);
  const request = () => crypto.randomUUID();
  const { hold } = await asked<Held>(city, [
    'POST',
    '/api/book/holds',
    { request: request(), subject, site, starts: time.starts, screened },
  ]);
  const rest = { language, telephone: telephone ?? null, email: email ?? null };
  return asked(city, ['POST', '/api/book/bookings', { request: request(), hold, ...rest }]);
}

/** Takes a booking back. */
export async function cancel(city: City, code: string): Promise<void> {
  await asked(city, ['POST', '/api/book/cancel', { request: crypto.randomUUID(), code }]);
}
