import type { Language } from '../generated/protocol';
import { half, withoutHyphens } from './widths';

/** As `CODE_LENGTH` and `CODE_ALPHABET` of the protocol: nothing that looks like another. */
export const CODE_LENGTH = 8;
const CODE = /^[2-9A-HJKMNP-TV-Z]{8}$/;

/** What was typed as the code it stands for: any width, any case, with or without spaces and hyphens. */
export function readCode(typed: string): string {
  return withoutHyphens(half(typed).replace(/\s/g, '')).toUpperCase();
}

/** What is wrong with it, before anybody is asked. */
export function codeFault(typed: string): 'code-empty' | 'code-length' | 'code-letters' | null {
  const code = readCode(typed);
  if (code === '') return 'code-empty';
  if (code.length !== CODE_LENGTH) return 'code-length';
  return CODE.test(code) ? null : 'code-letters';
}

/** `ABCD 2345`, as it is shown and read out. */
export function grouped(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What a booking's QR code says: nothing but the code itself. */
export function qrTextOf(code: string): string {
  return `CHIKAMADO:${code}`;
}

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ';
const KANA = [
  ...['エー', 'ビー', 'シー', 'ディー', 'イー', 'エフ', 'ジー', 'エイチ', 'ジェー', 'ケー', 'エム'],
  ...[
    'エヌ',
    'ピー',
    'キュー',
    'アール',
    'エス',
    'ティー',
    'ブイ',
    'ダブリュー',
    'エックス',
    'ワイ',
    'ゼット',
  ],
];
const ALPHABET_WORDS = [
  ...['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel', 'Juliett', 'Kilo', 'Mike'],
  ...[
    'November',
    'Papa',
    'Quebec',
    'Romeo',
    'Sierra',
    'Tango',
    'Victor',
    'Whiskey',
    'X-ray',
    'Yankee',
    'Zulu',
  ],
];
const DIGITS = ['', '', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];

/** How a code is read out over the telephone: エー・ビー・シー・ディー、に・さん・よん・ご; Alfa Bravo Charlie Delta, 2 3 4 5. */
export function spoken(code: string, language: Language): string {
  const english = language === 'en';
  const words = [...code].map((sign) => {
    const at = LETTERS.indexOf(sign);
    if (at < 0) return english ? sign : (DIGITS[Number(sign)] ?? sign);
    return (english ? ALPHABET_WORDS : KANA)[at] ?? sign;
  });
  const [between, middle] = english ? [' ', ', '] : ['・', '、'];
  return [words.slice(0, 4), words.slice(4)].map((half) => half.join(between)).join(middle);
}
