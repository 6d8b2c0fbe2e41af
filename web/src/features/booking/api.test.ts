import { expect, test } from 'vitest';
import { office, ok } from './office';

test('the requests are those of the protocol, with an id as a part of a path', async () => {
  const { api, asked } = office({ 'GET /api/bookings': [ok([])] });
  await api.bookable();
  await api.times({ subject: 'garbage', sites: ['centre', 'hill'], from: null });
  await api.day('2026-06-04');
  await api.search('ABCD2345');
  await api.release('h1');
  await api.cancel('b/1', 'key');
  await api.feed();
  await api.endFeed();
  expect(asked.map(({ key, query, body }) => [`${key}${query}`, body])).toEqual([
    ['GET /api/book', undefined],
    ['GET /api/book/times?subject=garbage&site=centre&site=hill', undefined],
    ['GET /api/bookings?from=2026-06-04&until=2026-06-04', undefined],
    ['POST /api/bookings/search', { code: 'ABCD2345' }],
    ['POST /api/book/holds/release', { hold: 'h1' }],
    ['POST /api/bookings/b%2F1/cancel', { request: 'key' }],
    ['POST /api/feed', undefined],
    ['DELETE /api/feed', undefined],
  ]);
});
