import { describe, expect, test } from 'vitest';
import { bookable } from './sample';
import { sitesFor, sitesNear } from './sites';

describe('the sites', () => {
  test('are those of the ward that offer the subject', () => {
    expect(sitesFor(bookable, 'north', 'garbage').map(({ site }) => site)).toEqual(['centre', 'hill']);
  });

  test('nearby are those of the same ward that offer it, the site itself first', () => {
    expect(sitesNear(bookable, 'centre', 'garbage')).toEqual(['centre', 'hill']);
    expect(sitesNear(bookable, 'centre', 'housing')).toEqual(['centre']);
  });
});
