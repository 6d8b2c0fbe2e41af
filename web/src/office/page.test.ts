import { expect, test } from 'vitest';
import { addressOf, type Shown, shownAt } from './page';

test.each<Shown>([
  { page: 'worklist', status: 'correction' },
  { page: 'application', id: '01h2xcejqtf2nbrexx3vqjhp41' },
  { page: 'handover' },
])('an address leads back to what it was made of: %j', (shown) => {
  expect(shownAt(addressOf(shown))).toEqual(shown);
});

test.each(['', '#', '#nowhere', '#worklist/nothing', '#application', '#application/<b>'])(
  'what names nothing is the list of what came in: %j',
  (hash) => {
    expect(shownAt(hash)).toEqual({ page: 'worklist', status: 'submitted' });
  },
);
