import { expect, test } from 'vitest';
import { bookable, booking, held, MORNING, time } from '../features/booking/sample';
import type { TimesAsked } from '../features/booking/times';
import { decides } from '../features/screening/sample';
import { createApi } from './api';
import { createController, type Trail } from './controller';
import type { Page } from './state';

/** A browser's history and an office behind `fetch`, whose answers the test gives by path. */
function phone(
  answers: Record<string, (body: never, url: URL) => Response>,
  fragment = '#ja/time/housing/centre',
) {
  const asked: { path: string; body: unknown }[] = [];
  const entries: { fragment: string; page: Page | null }[] = [{ fragment, page: null }];
  let at = 0;
  const saved: string[] = [];
  const fetcher = (async (path: string, init: RequestInit = {}) => {
    const body = init.body === undefined ? undefined : JSON.parse(init.body as string);
    asked.push({ path, body });
    const url = new URL(path, 'https://localhost');
    const answer = answers[url.pathname];
    if (answer === undefined) throw new TypeError('no line');
    return answer(body as never, url);
  }) as typeof fetch;
  const trail: Trail = {
    fragment: () => entries[at]?.fragment ?? '',
    page: () => entries[at]?.page ?? null,
    push: (fragment, page) => {
      entries.splice(at + 1, entries.length, { fragment, page });
      at += 1;
    },
    replace: (fragment, page) => {
      replaced += 1;
      entries[at] = { fragment, page };
    },
  };
  let keys = 0;
  let replaced = 0;
  const save = (calendar: string) => saved.push(calendar);
  const api = createApi(fetcher);
  const controller = createController({ api, trail, newKey: () => `key-${++keys}`, save });
  const settle = async () => {
    for (let i = 0; i < 60; i += 1) await Promise.resolve();
  };
  const goBack = () => {
    at -= 1;
    controller.came();
  };
  return { controller, asked, entries, saved, settle, goBack, replaced: () => replaced };
}

const json =
  (value: unknown, status = 200) =>
  () =>
    Response.json(value, { status });
const city = {
  '/api/book': json(bookable),
  '/api/book/screening': json(decides('remote')),
  '/api/book/times': json({ times: [time()], next: null, none: null }),
};

test('a booking over the wire: what is asked, with one key for each act', async () => {
  const { controller, asked, saved, settle } = phone({
    ...city,
    '/api/book/holds': json(held(), 201),
    '/api/book/bookings': json(booking(), 201),
    '/api/book/calendar': () =>
      new Response('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar; charset=utf-8' } }),
  });
  await settle();
  controller.tell({ type: 'choose', time: time(), key: controller.newKey() });
  await settle();
  controller.tell({ type: 'next' });
  controller.tell({ type: 'book', key: controller.newKey() });
  await settle();
  expect(controller.snapshot().page).toBe('done');
  controller.tell({ type: 'calendar' });
  await settle();
  expect(saved).toEqual(['BEGIN:VCALENDAR']);
  expect(asked).toEqual([
    { path: '/api/book', body: undefined },
    { path: '/api/book/screening', body: { subject: 'housing', site: 'centre' } },
    { path: '/api/book/times?subject=housing&site=centre&site=river', body: undefined },
    {
      path: '/api/book/holds',
      body: {
        request: 'key-1',
        subject: 'housing',
        site: 'centre',
        starts: MORNING,
        screened: { version: 1, answers: {} },
      },
    },
    {
      path: '/api/book/bookings',
      body: { request: 'key-3', hold: 'hold-1', language: 'ja', telephone: null, email: null },
    },
    { path: '/api/book/calendar', body: { code: 'ABCD2345' } },
  ]);
});

test('a replay after a lost answer carries the same key', async () => {
  let lost = true;
  const { controller, asked, settle } = phone({
    ...city,
    '/api/book/holds': json(held(), 201),
    '/api/book/bookings': () => {
      if (lost) throw new TypeError('no line');
      return Response.json(booking(), { status: 201 });
    },
  });
  await settle();
  controller.tell({ type: 'choose', time: time(), key: controller.newKey() });
  await settle();
  controller.tell({ type: 'next' });
  controller.tell({ type: 'book', key: controller.newKey() });
  await settle();
  expect(controller.snapshot().doing?.how.is).toBe('unreachable');
  lost = false;
  controller.tell({ type: 'retry' });
  await settle();
  expect(controller.snapshot().page).toBe('done');
  const sent = asked.filter(({ path }) => path === '/api/book/bookings').map(({ body }) => body);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('a refusal over the wire brings the other times along', async () => {
  const near = [time(MORNING + 1_800_000)];
  const problem = { type: '', code: 'slot-gone', status: 409, title: '', times: near, errors: [] };
  const { controller, settle } = phone({ ...city, '/api/book/holds': json(problem, 409) });
  await settle();
  controller.tell({ type: 'choose', time: time(), key: controller.newKey() });
  await settle();
  expect(controller.snapshot()).toMatchObject({ page: 'time', notice: 'slot-gone', list: { offered: near } });
});

test("the browser's back is the face's back, and its history holds nothing personal", async () => {
  const { controller, entries, goBack, settle } = phone(
    { ...city, '/api/book/look': json(booking()) },
    '#ja/code',
  );
  await settle();
  controller.tell({ type: 'enter', entries: { code: 'ABCD2345' } });
  controller.tell({ type: 'next' });
  await settle();
  expect(controller.snapshot().page).toBe('booking');
  expect(JSON.stringify(entries)).not.toContain('ABCD');
  goBack();
  expect(controller.snapshot()).toMatchObject({ page: 'code', entries: { code: 'ABCD2345' } });
});

test('typing changes no address', async () => {
  const { controller, replaced, settle } = phone(city, '#ja/code');
  await settle();
  const before = replaced();
  for (const code of ['A', 'AB', 'ABC']) controller.tell({ type: 'enter', entries: { code } });
  expect(replaced()).toBe(before);
});

test('without a line at the start the page says so, and asks again', async () => {
  const answers: Record<string, () => Response> = {};
  const { controller, settle } = phone(answers);
  await settle();
  expect(controller.snapshot().facts.is).toBe('failed');
  Object.assign(answers, city);
  controller.tell({ type: 'load' });
  await settle();
  expect(controller.snapshot()).toMatchObject({ page: 'time', list: { state: 'loaded' } });
});

test('more sites than fit in one question are asked in several, and the list is one as far as all are known', async () => {
  const day = 86_400_000;
  const asked: string[][] = [];
  const api = createApi((async (path: string) => {
    const sites = new URL(path, 'https://localhost').searchParams.getAll('site');
    asked.push(sites);
    const first = sites.includes('site-0');
    const times = first ? [time(MORNING), time(MORNING + day)] : [time(MORNING - 60_000, 'site-12')];
    return Response.json({ times, next: first ? null : '2026-06-05', none: null });
  }) as typeof fetch);
  const query: TimesAsked = {
    subject: 'housing',
    sites: Array.from({ length: 15 }, (_, i) => `site-${i}`),
    from: null,
  };
  expect(await api.times(query)).toEqual({
    is: 'ok',
    value: { times: [time(MORNING - 60_000, 'site-12'), time(MORNING)], next: '2026-06-05', none: null },
  });
  expect(asked.map((sites) => sites.length)).toEqual([12, 3]);
});
