/** Hours of 小倉北区, published as its coordinator would. */
import type { Plan } from '../../web/src/generated/protocol.ts';
import type { City } from './city.ts';

/** まちづくり推進課, every day in these hours, for both 市民センター; one resident at a time and booth. */
export function everyDay(opens: string, closes: string, rules: Partial<Plan['rules']> = {}): Plan {
  return {
    buildings: [],
    offices: [],
    interpreters: [],
    openings: [
      {
        id: 'every-day',
        section: 'kokurakita-machi',
        sites: ['kokura-chuo', 'itozu'],
        subjects: [],
        kind: 'counter',
        title: null,
        days: {
          is: 'weekly',
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          from: '2026-01-01',
          until: null,
        },
        except: [],
        hours: { opens, closes },
        unit_minutes: 30,
        seats: 2,
        interpreter: null,
        on_holidays: true,
      },
    ],
    lengths: [],
    rules: {
      lead_minutes: 30,
      horizon_days: 60,
      per_person: 3,
      early_minutes: 15,
      late_minutes: 10,
      ...rules,
    },
  };
}

/** The same, with the counter of the ward office: its own section, and the one that answers by video. */
export function withCounter(plan: Plan): Plan {
  const [every] = plan.openings;
  if (every === undefined) throw new Error('an opening is there');
  const sites = ['kokurakita-counter'];
  const counter = { ...every, id: 'counter', section: 'kokurakita-counter', sites };
  return { ...plan, openings: [...plan.openings, counter, { ...every, id: 'counter-other', sites }] };
}

/** Writes the plan and lets it count. */
export async function publish(city: City, plan: Plan): Promise<void> {
  const cookie = await city.signIn('coordinator1');
  const asked = async (method: string, path: string, revision: number | null, body?: unknown) => {
    const tag = revision === null ? {} : { 'if-match': `"${revision}"` };
    const answer = await city.ask(method, path, body, { cookie, ...tag });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { revision: number }).revision;
  };
  const before = await asked('GET', '/api/schedule', null);
  const written = await asked('PUT', '/api/schedule/draft', before, plan);
  await asked('POST', '/api/schedule/publish', written);
}

/** Lets a tablet in at a site, so that the site has a booth. */
export async function addBooth(city: City, site: string): Promise<void> {
  const code = await city.code('pair', site, '予約用');
  const { status } = await city.ask('POST', '/api/devices/pair', { code });
  if (status >= 300) throw new Error(`pairing a booth at ${site}: ${status}`);
}
