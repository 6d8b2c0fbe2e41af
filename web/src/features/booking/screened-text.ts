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
    counter: (site: string, when: string) => `${site}（来庁）を予約：${when}`,
    counterOther: '来庁のほかの時間を探す',
    counterNone: (site: string) => `${site}（来庁）は、いま予約できる時間がありません。`,
    walkIn: '予約がなくても、開いている時間に来られることを、必ず伝えてください。',
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
      counter: (site, when) => `Book ${site} (in person): ${when}`,
      counterOther: 'Look for other times in person',
      counterNone: (site) => `${site} (in person) has no time that can be booked now.`,
      walkIn: 'Always tell them that they may come without a booking while it is open.',
      overrule: 'Book here in spite of the verdict',
      overruled: 'You book in spite of the verdict. Only the number of such bookings is recorded.',
      first: 'The free times are listed once the screening is done.',
    },
  },
);
