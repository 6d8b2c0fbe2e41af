import { describe, expect, test } from 'vitest';
import { bookable, withCounter } from './sample';
import { hasSubject, isCounter, sitesFor, sitesNear } from './sites';

describe('the sites', () => {
  test('are those of the ward that offer the subject', () => {
    expect(sitesFor(bookable, 'north', 'garbage').map(({ site }) => site)).toEqual(['centre', 'hill']);
  });

  test('nearby are those of the same ward that offer it, the site itself first', () => {
    expect(sitesNear(bookable, 'centre', 'garbage')).toEqual(['centre', 'hill']);
    expect(sitesNear(bookable, 'centre', 'housing')).toEqual(['centre']);
  });

  test('have counters of ward offices among them only for what no booth has', () => {
    expect(sitesFor(withCounter, 'north', 'garbage').map(({ site }) => site)).toEqual(['centre', 'hill']);
    expect(sitesFor(withCounter, 'north', 'moving').map(({ site }) => site)).toEqual(['office']);
    expect([
      isCounter(withCounter, 'office'),
      isCounter(withCounter, 'centre'),
      isCounter(withCounter, null),
    ]).toEqual([true, false, false]);
    expect([
      hasSubject(withCounter, 'office', 'garbage'),
      hasSubject(withCounter, 'gone', 'garbage'),
    ]).toEqual([true, false]);
  });
});
