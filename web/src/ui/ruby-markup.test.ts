import { describe, expect, it } from 'vitest';
import { rubyParts, withoutRuby } from './ruby-markup';

describe('ruby markup', () => {
  it('splits text and readings', () => {
    expect(rubyParts('{区役所|くやくしょ}で{話|はな}します')).toEqual([
      { text: '区役所', reading: 'くやくしょ' },
      { text: 'で' },
      { text: '話', reading: 'はな' },
      { text: 'します' },
    ]);
  });

  it('leaves broken markup as it is', () => {
    for (const text of ['{漢字', '漢字|かんじ}', '{|かんじ}', '{漢字|}', ''])
      expect(withoutRuby(text)).toBe(text);
  });

  it('can drop the readings', () => {
    expect(withoutRuby('{窓口|まどぐち}へ')).toBe('窓口へ');
  });
});
