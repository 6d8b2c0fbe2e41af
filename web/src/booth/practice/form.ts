import type { Definition, Field, When } from '../../generated/forms';

const FORM = 'practice';

/** What the officer proposes, and the other where the first is answered already. */
export const PROPOSED = { path: 'reply', values: ['telephone', 'letter'] } as const;

const shared = {
  help: null,
  required: true,
  private: false,
  autocomplete: null,
  when: [] as When[],
} as const;

const season: Field = {
  ...shared,
  id: 'season',
  label: {
    ja: '好きな季節はどれですか',
    easy: 'どの {季節|きせつ}が {好|す}きですか',
    en: 'Which season do you like?',
  },
  kind: {
    type: 'choice',
    options: [
      { id: 'spring', label: { ja: '春', easy: '{春|はる}', en: 'Spring' } },
      { id: 'summer', label: { ja: '夏', easy: '{夏|なつ}', en: 'Summer' } },
      { id: 'autumn', label: { ja: '秋', easy: '{秋|あき}', en: 'Autumn' } },
      { id: 'winter', label: { ja: '冬', easy: '{冬|ふゆ}', en: 'Winter' } },
    ],
  },
};

const food: Field = {
  ...shared,
  id: 'food',
  label: { ja: '好きな食べ物', easy: '{好|す}きな {食|た}べもの', en: 'Your favourite food' },
  help: {
    ja: '例：うどん。下の文字を押して書きます。',
    easy: '{例|れい}：うどん。{下|した}の {文字|もじ}を {押|お}して {書|か}きます。',
    en: 'For example: udon. Press the letters below, or type.',
  },
  kind: { type: 'text', max_length: 20 },
};

const reply: Field = {
  ...shared,
  id: PROPOSED.path,
  label: {
    ja: '返事の受け取り方',
    easy: '{返事|へんじ}は どうやって もらいたいですか',
    en: 'How would you like to be answered?',
  },
  kind: {
    type: 'choice',
    options: [
      { id: 'telephone', label: { ja: '電話', easy: '{電話|でんわ}', en: 'By telephone' } },
      { id: 'letter', label: { ja: '郵便', easy: '{手紙|てがみ}', en: 'By letter' } },
    ],
  },
};

/** れんしゅうの申請書（例）: asks nothing of anybody's own, and is never sent. */
export const practiceForm: Definition = {
  id: FORM,
  version: 1,
  effective_from: '2024-04-01',
  effective_until: null,
  subject: FORM,
  identity: 'none',
  acting: {
    proxy: 'anybody',
    words: {
      ja: 'どなたでもためせます。',
      easy: 'だれでも {試|ため}すことが できます。',
      en: 'Anybody may try it.',
    },
  },
  title: {
    ja: 'れんしゅうの申請書（例）',
    easy: 'れんしゅうの {紙|かみ}（{例|れい}）',
    en: 'Practice form (example)',
  },
  purpose: {
    ja: 'れんしゅうのためのもので、どこにも送りません。',
    easy: 'れんしゅうです。どこにも {送|おく}りません。',
    en: 'For practice only. It is sent nowhere.',
  },
  steps: [
    {
      id: 'all',
      title: { ja: 'れんしゅう', easy: 'れんしゅう', en: 'Practice' },
      fields: [season, food, reply],
    },
  ],
};
