import { expect, test } from 'vitest';
import type { CallView, Transfer } from '../../generated/protocol';
import { handoverEnd } from './handover';

const transfer: Transfer = { section: 'tax', section_name: '税務課', warm: true, stage: 'consulting' };
const view = (section: string, officer: string, transfer: Transfer | null): CallView =>
  ({
    call: 'c1',
    section,
    transfer,
    parties: [{ party: officer, role: 'staff', label: '', presence: 'present', listens: false }],
  }) as unknown as CallView;
const during = view('garbage', 'p2', transfer);

test.each([
  ['to another section', view('tax', 'p3', null), 'passed-on'],
  ['to another officer of the same section', view('garbage', 'p3', null), 'passed-on'],
  ['back to the same officer', during, null],
  ['back to the same officer, and ended', view('garbage', 'p2', null), 'returned'],
])('a call that goes %s: %j', (_where, now, end) => {
  expect(handoverEnd(during, now)).toBe(end);
});

test('a call that was never on its way has no end of it, nor has another call', () => {
  expect(handoverEnd(view('garbage', 'p2', null), view('tax', 'p3', null))).toBeNull();
  expect(handoverEnd(during, { ...view('tax', 'p3', null), call: 'c2' })).toBeNull();
});
