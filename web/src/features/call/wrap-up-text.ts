import { catalogue } from '../../i18n/catalogue';

/** After the call. */
export const wrapUpText = catalogue(
  {
    title: '後処理',
    lead: (n: number) => `${n}番の通話は終わりました。1〜4 のキーで結果を選び、Enter で終えられます。`,
    subject: '用件',
    took: '相談の時間',
    minutes: (n: number) => `${n}分`,
    receipt: (number: string) => `受付番号 ${number}`,
    outcome: '相談の結果',
    outcomes: {
      solved: '解決',
      'asked-to-visit': '来庁案内',
      'call-back': '折返し',
      'not-connected': 'つながらず終了',
    },
    meaning: {
      solved: 'ご相談か申請が済みました',
      'asked-to-visit': '窓口に来ていただくようお願いしました',
      'call-back': 'あとでブースを呼び出します。折り返し待ちに残ります',
      'not-connected': '音や映像がつながらず、相談できませんでした',
    },
    missing: '結果をひとつ選んでください。',
    finish: '後処理を終える',
    failed: '記録できませんでした。もう一度押してください。',
  },
  {
    en: {
      title: 'Wrap-up',
      lead: (n) =>
        `The call with number ${n} is over. Choose its outcome with the keys 1 to 4, and finish with Enter.`,
      subject: 'Subject',
      took: 'Duration',
      minutes: (n) => `${n} min`,
      receipt: (number) => `Receipt ${number}`,
      outcome: 'Outcome',
      outcomes: {
        solved: 'Solved',
        'asked-to-visit': 'Asked to visit the office',
        'call-back': 'To be called back',
        'not-connected': 'Ended without contact',
      },
      meaning: {
        solved: 'The consultation or the application is done',
        'asked-to-visit': 'The resident will come to the office',
        'call-back': 'The booth is called later; the number stays in the list',
        'not-connected': 'Sound or picture did not work',
      },
      missing: 'Choose one outcome.',
      finish: 'Finish wrap-up',
      failed: 'This could not be recorded. Please press again.',
    },
  },
);
