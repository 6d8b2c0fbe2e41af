import { catalogue } from '../../i18n/catalogue';
import { guardText } from '../guard/text';

export const briefText = catalogue(
  {
    left: (n: number) => `あと${n}文字`,
    over: (n: number) => `${n}文字多すぎます`,
    fault: {
      'too-long': '200文字までで書いてください。',
      'my-number': guardText.ja.stopped,
    },
  },
  {
    en: {
      left: (n) => `${n} characters left`,
      over: (n) => `${n} characters too many`,
      fault: {
        'too-long': 'At most 200 characters.',
        'my-number': guardText.en.stopped,
      },
    },
  },
);

export type BriefFault = keyof (typeof briefText)['ja']['fault'];
