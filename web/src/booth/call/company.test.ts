import { expect, test } from 'vitest';
import type { CallView, PartyRole, Presence } from '../../generated/protocol';
import { companyOf } from './Company';

const view = (handedOver: boolean, ...parties: [PartyRole, Presence][]) =>
  ({
    transfer: handedOver ? {} : null,
    parties: parties.map(([role, presence]) => ({ party: role, role, presence, label: '', listens: false })),
  }) as unknown as CallView;
const roles = (call: CallView) => companyOf(call).map(({ role }) => role);

test('whoever is there besides resident and officer is named, a supervisor who lost the line too', () => {
  const call = view(
    false,
    ['resident', 'present'],
    ['staff', 'present'],
    ['interpreter', 'present'],
    ['colleague', 'present'],
    ['supervisor', 'lost'],
  );
  expect(roles(call)).toEqual(['interpreter', 'colleague', 'supervisor']);
});

test('whoever is expected or gone is not there', () => {
  expect(roles(view(false, ['interpreter', 'awaited'], ['supervisor', 'gone']))).toEqual([]);
});

test('the officer whom a call is handed over to is none of the company yet', () => {
  expect(roles(view(true, ['colleague', 'present'], ['supervisor', 'present']))).toEqual(['supervisor']);
});
