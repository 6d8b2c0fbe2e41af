// How the signs of a code are said, so that none is taken for another.

import type { Language } from '../../generated/protocol';

export const DIGITS: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  2: ['に', 'two'],
  3: ['さん', 'three'],
  4: ['よん', 'four'],
  5: ['ご', 'five'],
  6: ['ろく', 'six'],
  7: ['なな', 'seven'],
  8: ['はち', 'eight'],
  9: ['きゅう', 'nine'],
};
/** As Japanese telephone desks say them, a word that begins so for whoever did not catch it; then the one of ICAO. */
export const LETTERS: Readonly<Record<string, readonly [ja: string, word: string, en: string]>> = {
  A: ['エー', 'アメリカ', 'Alfa'],
  B: ['ビー', 'ブラジル', 'Bravo'],
  C: ['シー', 'カナダ', 'Charlie'],
  D: ['ディー', 'デンマーク', 'Delta'],
  E: ['イー', 'エジプト', 'Echo'],
  F: ['エフ', 'フランス', 'Foxtrot'],
  G: ['ジー', 'ギリシャ', 'Golf'],
  H: ['エイチ', 'ハワイ', 'Hotel'],
  J: ['ジェー', 'ジャパン', 'Juliett'],
  K: ['ケー', 'ケニア', 'Kilo'],
  M: ['エム', 'メキシコ', 'Mike'],
  N: ['エヌ', 'ノルウェー', 'November'],
  P: ['ピー', 'ポルトガル', 'Papa'],
  Q: ['キュー', 'クイーン', 'Quebec'],
  R: ['アール', 'ローマ', 'Romeo'],
  S: ['エス', 'スペイン', 'Sierra'],
  T: ['ティー', 'トルコ', 'Tango'],
  V: ['ブイ', 'ベトナム', 'Victor'],
  W: ['ダブリュー', 'ワシントン', 'Whiskey'],
  X: ['エックス', 'エックス線', 'X-ray'],
  Y: ['ワイ', 'ヨット', 'Yankee'],
  Z: ['ゼット', 'ザンビア', 'Zulu'],
};

/** A code as its owner tells it: エー・ビー・シー・ディー、に・さん・よん・ご; Alfa Bravo Charlie Delta, 2 3 4 5. */
export function spoken(code: string, language: Language): string {
  const english = language === 'en';
  const words = [...code].map((sign) => {
    if (english) return LETTERS[sign]?.[2] ?? sign;
    return (LETTERS[sign] ?? DIGITS[sign])?.[0] ?? sign;
  });
  const [between, middle] = english ? [' ', ', '] : ['・', '、'];
  return [words.slice(0, 4), words.slice(4)].map((half) => half.join(between)).join(middle);
}
