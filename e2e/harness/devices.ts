/** A list of devices with one in every state, for pictures of the administrator's screen. */
import type { DeviceRow, Lamp } from '../../web/src/generated/protocol.ts';

const now = Date.now();
const hour = 3_600_000;
const lamps = (...changed: Lamp[]): Lamp[] => {
  const parts = [
    'camera',
    'document-camera',
    'microphone',
    'speaker',
    'touch',
    'disk',
    'clock',
    'udp',
    'tcp',
  ] as const;
  return parts.map((part) => changed.find((lamp) => lamp.part === part) ?? { part, state: 'good' });
};
const device = (booth: string, name: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  booth,
  site: 'kokura-chuo',
  site_name: '小倉中央市民センター',
  name,
  kind: 'enrol',
  state: 'enrolled',
  created_at: now - 400 * hour,
  certificate_ends: now + 17 * hour,
  connected: true,
  last_seen: now,
  version: '0.1.0',
  browser: 'Chromium 150',
  lamps: lamps(),
  lamps_at: now,
  out_of_order: null,
  selfcheck: {
    at: now - 9 * hour,
    report: {
      passed: true,
      took_ms: 9_100,
      lamps: lamps(),
      line: { lost_permille: 2, jitter_ms: 3, round_trip_ms: 8, first_frame_ms: 410, echo_ms: 36 },
    },
  },
  ...more,
});

export const DEVICES: DeviceRow[] = [
  device('b1', '入口横', {
    state: 'suspended',
    connected: false,
    last_seen: now - 2 * hour,
  }),
  device('b2', '図書室前', {
    site: 'moji-chuo',
    site_name: '門司中央市民センター',
    out_of_order: 'selfcheck',
    lamps: lamps(
      { part: 'camera', state: 'bad', note: 'black' },
      { part: 'document-camera', state: 'unknown', note: 'not-measured' },
      { part: 'udp', state: 'poor', note: 'lossy' },
    ),
    selfcheck: {
      at: now - hour,
      report: {
        passed: false,
        took_ms: 12_400,
        lamps: lamps({ part: 'camera', state: 'bad', note: 'black' }),
        line: { lost_permille: 41, jitter_ms: 22, round_trip_ms: 180, first_frame_ms: null, echo_ms: null },
      },
    },
  }),
  device('b3', '受付横'),
  device('b4', '2階', {
    connected: false,
    last_seen: now - 26 * hour,
    certificate_ends: now - 3 * hour,
    lamps: [],
    selfcheck: null,
  }),
  device('b5', '貸出タブレット', {
    kind: 'pair',
    connected: false,
    last_seen: null,
    certificate_ends: null,
    version: null,
    browser: null,
    lamps: [],
    selfcheck: null,
  }),
  device('b6', '旧端末', { state: 'revoked', connected: false, lamps: [], last_seen: now - 900 * hour }),
];
