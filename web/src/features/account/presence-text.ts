import { catalogue } from '../../i18n/catalogue';

/** How a desk stands. */
export const presenceText = catalogue(
  {
    presence: {
      available: '対応可',
      away: '離席',
      'wrap-up': '後処理',
      'in-call': '通話中',
      unknown: '確認中',
    },
    why: {
      unanswered: '呼び出しに続けて応答がなかったため、離席にしました。',
      silent: 'この画面からの連絡が途絶えたため、離席にしました。',
    },
  },
  {
    en: {
      presence: {
        available: 'Available',
        away: 'Away',
        'wrap-up': 'Wrap-up',
        'in-call': 'In a call',
        unknown: 'Checking',
      },
      why: {
        unanswered: 'You were set away: calls rang here and were not answered.',
        silent: 'You were set away: nothing was heard from this window.',
      },
    },
  },
);
