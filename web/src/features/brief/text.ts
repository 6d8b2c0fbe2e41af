import { catalogue } from '../../i18n/catalogue';

export const briefText = catalogue(
  {
    left: (n: number) => `あと${n}文字`,
    over: (n: number) => `${n}文字多すぎます`,
    fault: {
      'too-long': '200文字までで書いてください。',
      'my-number': 'マイナンバー（個人番号）のような数字が入っています。送らずに止めました。',
    },
  },
  {
    en: {
      left: (n) => `${n} characters left`,
      over: (n) => `${n} characters too many`,
      fault: {
        'too-long': 'At most 200 characters.',
        'my-number': 'This holds digits like a My Number. It was not sent.',
      },
    },
  },
);

export type BriefFault = keyof (typeof briefText)['ja']['fault'];
