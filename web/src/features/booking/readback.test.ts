import { describe, expect, test } from 'vitest';
import { dayAloud, plainText, readBack, readBackCopy, spell, timeAloud } from './readback';
import { bookable, booking, time } from './sample';

const beside = {
  site: bookable.sites[0],
  subject: bookable.subjects[0],
  timeZone: 'Asia/Tokyo',
};
const words = (language: 'ja' | 'easy' | 'en', clearly = false) =>
  readBack(booking({ language }), beside, clearly).map(({ words }) => words);

describe('a code', () => {
  test('is said as Japanese telephone desks say it', () => {
    expect(spell('AB23', 'ja').map(({ said }) => said)).toEqual(['エー', 'ビー', 'に', 'さん']);
    expect(spell('BD', 'ja').map(({ clearly }) => clearly)).toEqual(['ブラジルのビー', 'デンマークのディー']);
    expect(spell('B7', 'en').map(({ clearly }) => clearly)).toEqual(['B as in Bravo', 'seven']);
  });

  test('has nothing that would be said as it is written, and no two signs that are said alike', () => {
    const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
    const said = spell(alphabet, 'ja');
    expect(said.every(({ said }) => /^[ぁ-んァ-ヶー]+$/.test(said))).toBe(true);
    expect(new Set(said.map(({ said }) => said)).size).toBe(alphabet.length);
    expect(new Set(said.map(({ clearly }) => clearly)).size).toBe(alphabet.length);
  });
});

test.each([
  ['09:00', '午前9時'],
  ['10:30', '午前10時30分'],
  ['12:30', 'お昼の12時30分'],
  ['13:05', '午後1時5分'],
])('%s is %s', (time, said) => {
  expect(timeAloud(time, 'ja')).toBe(said);
});

test('at the counter of a ward office nothing is entered at a machine', () => {
  const said = readBack(booking({ counter: true, site_name: '北区役所の窓口' }), beside, false);
  expect(said.find(({ part }) => part === 'where')?.words).toBe(
    '場所は、北区役所の窓口です。区役所へ来ていただきます。',
  );
  expect(said.find(({ part }) => part === 'arrive')?.words).not.toContain('機械');
});

test('a date is read with its weekday in words', () => {
  expect(dayAloud('2026-06-04', 'ja')).toBe('令和8年6月4日、木曜日');
  expect(dayAloud('2026-06-04', 'easy')).toBe('2026年6月4日、木曜日');
  expect(dayAloud('2026-06-04', 'en')).toBe('Thursday, 4 June 2026');
});

describe('a booking', () => {
  test('is read back in whole sentences', () => {
    expect(words('ja')).toEqual([
      '予約をおとりしました。くり返します。',
      '日時は、令和8年6月4日、木曜日、午前10時30分からです。',
      '場所は、中央市民センターのリモート窓口です。',
      '行き方は、北駅から歩いて8分です。',
      'ご用件は、市営住宅の相談です。',
      '予約コードは、エー、ビー、シー、ディー、に、さん、よん、ごです。お書きとめください。',
      '当日は、午前10時15分から午前10時40分までのあいだに、窓口の機械で「予約した方」を押して、この番号を入れてください。',
      'お持ちいただくものを申し上げます。いまの契約書',
      '変更や取消は、この番号をお手もとに、093-000-1222（例）へお電話ください。スマートフォンからもできます。',
    ]);
  });

  test('is read again with a word for each letter', () => {
    expect(words('ja', true)[5]).toContain('アメリカのエー、ブラジルのビー、');
    expect(words('en', true)[5]).toContain('A as in Alfa, B as in Bravo, ');
  });

  test('says nothing of what it does not know', () => {
    const none = { site: undefined, subject: undefined, timeZone: 'Asia/Tokyo' };
    expect(readBack(booking(), none, false).map(({ part }) => part)).not.toContain('bring');
  });

  test('is copied with its code as it is written', () => {
    const copy = readBackCopy(booking({ language: 'en', time: time() }), beside);
    expect(copy).toContain('Your booking code is ABCD 2345.');
    expect(copy).not.toContain('read it back');
  });
});

test('a text is read once: without its readings, and in Japanese where the language is missing', () => {
  expect(plainText({ ja: '窓口', easy: '{窓口|まどぐち}です', en: null }, 'easy')).toBe('窓口です');
  expect(plainText({ ja: '窓口', easy: null, en: null }, 'en')).toBe('窓口');
});
