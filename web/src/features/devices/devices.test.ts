import { describe, expect, it } from 'vitest';
import type { DeviceRow, Lamp } from '../../generated/protocol';
import { createDevicesApi } from './api';
import { cameIn, certificateOf, inOrder, standingOf } from './devices';
import { faultWords } from './fault';
import { devicesText } from './text';

const row = (booth: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  booth,
  site: 'kokura-chuo',
  site_name: '小倉中央市民センター',
  name: booth,
  kind: 'enrol',
  state: 'enrolled',
  created_at: 0,
  certificate_ends: 1,
  connected: true,
  last_seen: 0,
  version: '0.1.0',
  browser: null,
  lamps: [],
  lamps_at: null,
  out_of_order: null,
  selfcheck: null,
  ...more,
});
const bad: Lamp = { part: 'camera', state: 'bad', note: 'black' };

describe('how a device stands', () => {
  it('is the gravest that is true of it', () => {
    expect(standingOf(row('a'))).toBe('well');
    expect(standingOf(row('a', { lamps: [{ part: 'disk', state: 'poor' }] }))).toBe('well');
    expect(standingOf(row('a', { lamps: [bad] }))).toBe('ailing');
    expect(standingOf(row('a', { lamps: [bad], connected: false }))).toBe('away');
    expect(standingOf(row('a', { lamps: [bad], out_of_order: 'selfcheck' }))).toBe('out-of-order');
    expect(standingOf(row('a', { out_of_order: 'office', state: 'suspended' }))).toBe('suspended');
    expect(standingOf(row('a', { state: 'revoked' }))).toBe('revoked');
    const tablet = { kind: 'pair', connected: false } as const;
    expect(standingOf(row('a', tablet))).toBe('paired');
    expect(standingOf(row('a', { ...tablet, lamps: [bad] }))).toBe('ailing');
  });

  it('puts what needs a hand first and what is gone last', () => {
    const rows = [
      row('gone', { state: 'revoked' }),
      row('well'),
      row('away', { connected: false }),
      row('cloned', { state: 'suspended' }),
      row('ailing', { lamps: [bad] }),
    ];
    expect(inOrder(rows).map(({ booth }) => booth)).toEqual(['cloned', 'ailing', 'away', 'well', 'gone']);
  });

  it('says of a certificate whether somebody should worry', () => {
    const hour = 3_600_000;
    expect(certificateOf(null, 0)).toBe('none');
    expect([8, 5, 0].map((hours) => certificateOf(hours * hour, 0))).toEqual(['good', 'soon', 'ended']);
  });
});

describe('a code', () => {
  it('has done its work when a device of that name and place is new', () => {
    const awaited = { for: 'new', site: 'kokura-chuo', name: 'b', known: ['b0'] } as const;
    const before = [row('b0', { name: 'b' }), row('x')];
    expect(cameIn(awaited, before)).toBeNull();
    expect(cameIn(awaited, [...before, row('b1', { name: 'b' })])?.booth).toBe('b1');
  });

  it('has done its work when a known device has another certificate', () => {
    const awaited = { for: 'known', booth: 'a', certificateEnds: 1 } as const;
    expect(cameIn(awaited, [row('a', { state: 'suspended', certificate_ends: 2 })])).toBeNull();
    expect(cameIn(awaited, [row('a')])).toBeNull();
    expect(cameIn(awaited, [row('a', { certificate_ends: 2 })])?.booth).toBe('a');
  });
});

describe('what is asked of the server', () => {
  it('follows the protocol, and its refusals become words', async () => {
    const asked: unknown[] = [];
    const fetcher = async (path: string, init: RequestInit) => {
      asked.push([init.method, path, init.body ?? null]);
      const problem = { code: 'booth-away', title: 'x', status: 409 };
      return new Response(JSON.stringify(problem), { status: 409 });
    };
    const api = createDevicesApi(fetcher as typeof fetch);
    const answer = await api.order('b/1', { type: 'selfcheck' });
    await api.sites();
    await api.change('b1', { name: '受付横' });
    await api.codeFor('b1');
    await api.revoke('b1');
    expect(asked).toEqual([
      ['POST', '/api/devices/b%2F1/order', '{"type":"selfcheck"}'],
      ['GET', '/api/sites', null],
      ['PATCH', '/api/devices/b1', '{"name":"受付横"}'],
      ['POST', '/api/devices/b1/code', null],
      ['DELETE', '/api/devices/b1', null],
    ]);
    if (answer.is === 'ok') throw new Error('this was refused');
    expect(faultWords(answer, devicesText.ja.fault)).toContain('つながっていない');
    const other = { is: 'refused', code: 'full', title: '混んでいます。' } as const;
    expect(faultWords(other, devicesText.ja.fault)).toContain('混んでいます。');
  });
});
