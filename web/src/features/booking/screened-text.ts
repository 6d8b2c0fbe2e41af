import { catalogue } from '../../i18n/catalogue';

/** 事前確認 as an officer goes through it with a caller. */
export const screenedText = catalogue(
  {
    title: '事前確認（相手に聞いてください）',
    asking: '確かめています…',
    failed: '確かめられませんでした。',
    again: 'もう一度',
    correct: '前の答えを直す',
    bring: (what: string) => `持ちもの：${what}`,
    office: (ward: string, telephone: string) => `${ward} ${telephone}`,
    room: (site: string) => `${site}で探す`,
    overrule: '判定とちがっても、ここで予約をとる',
    overruled: '判定とちがう予約をとります。件数だけが記録されます。',
    first: '事前確認が済むと、空いている時間が出ます。',
  },
  {
    en: {
      title: 'Screening (ask the caller)',
      asking: 'Checking…',
      failed: 'It could not be checked.',
      again: 'Try again',
      correct: 'Correct the last answer',
      bring: (what) => `To bring: ${what}`,
      office: (ward, telephone) => `${ward} ${telephone}`,
      room: (site) => `Look at ${site}`,
      overrule: 'Book here in spite of the verdict',
      overruled: 'You book in spite of the verdict. Only the number of such bookings is recorded.',
      first: 'The free times are listed once the screening is done.',
    },
  },
);
