import { expect, test } from 'vitest';
import { guestsOf, targetsOf } from './reach';
import { talk } from './sample';

const colleagues = {
  sections: [
    { section: 'e', name: '係', available: 0, busy: 2 },
    { section: 'n', name: '隣の係', available: 1, busy: 0 },
    { section: 'x', name: '誰もいない係', available: 0, busy: 0 },
  ],
  interpreters: 1,
  supervisors: 0,
};

test('a call can be handed to any section with somebody at a desk, first to those who are 対応可', () => {
  expect(targetsOf(colleagues).map(({ section }) => section)).toEqual(['n', 'e']);
});

test('an interpreter, a supervisor or another section can be asked in, each once', () => {
  const keys = (call = talk()) => guestsOf(call, colleagues).map(({ key }) => key);
  expect(keys()).toEqual(['interpreter', 'supervisor', 'section n', 'section x']);
  const invited = talk({ invited: [{ who: 'interpreter' }, { who: 'section', section: 'n' }] });
  expect(keys(invited)).toEqual(['supervisor', 'section x']);
});
