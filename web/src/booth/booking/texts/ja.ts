import { checkText } from '../../../features/booking/check-text';

/** 別の日に予約する: from the free times to the code. */
export const ja = {
  faults: {
    line: '回線がつながりませんでした。もう一度押してください。二重に予約されることはありません。',
    server: '予約できませんでした。入力した内容は残っています。もう一度押してください。',
    cap: '予約できる件数の上限です。いまの予約が済むか、お電話で取り消してから、もう一度お試しください。',
    tooMany: '少し混み合っています。しばらくしてから、もう一度押してください。',
    tooManyFor: (minutes: number) =>
      `少し混み合っています。${minutes}分ほどしてから、もう一度押してください。`,
  },
  times: {
    title: 'いつにしますか',
    how: '早い順です。押した時間を、5分間お取りします。',
    offered: '近い時間で、空いているものです。',
    here: 'この場所',
    near: (site: string) => `近くの ${site}`,
    loading: '空いている時間を調べています。少しお待ちください。',
    failed: '空いている時間がわかりませんでした。もう一度お試しください。',
    again: 'もう一度調べる',
    all: '空いている時間をすべて見る',
    previous: '前へ',
    earliest: 'いちばん早い日へ',
    following: '次へ',
    day: '次の日',
    week: '1週間あと',
    taking: 'お取りしています。少しお待ちください。',
    missed: {
      gone: 'その時間は、ほかの方の予約で埋まりました。別の時間をお選びください。',
      'not-open': 'その時間は予約できなくなりました。別の時間をお選びください。',
      over: 'お取りしていた時間が過ぎました。入力した内容は残っています。もう一度、時間をお選びください。',
      overlapping: '同じ時間に、ほかの予約があります。別の時間をお選びください。',
      'not-there': 'その場所では、このご用件を扱えません。別の場所の時間をお選びください。',
    },
    none: {
      title: 'いま、予約できる時間がありません',
      closed: '休止や休みが続いています。お電話でご案内します。',
      full: 'すべて予約で埋まっています。お電話でご案内します。',
      other: 'この用件の予約は、まだ始まっていません。お電話でご案内します。',
    },
  },
  telephone: {
    title: '電話番号（書かなくてもかまいません）',
    how: '急に休みになったときだけ、お電話します。予約のあとで消します。',
    label: '電話番号',
    next: '次へ',
    skip: '書かずに次へ',
    wrong: '市外局番から、10けたか11けたで書いてください。',
    kept: (when: string, until: string) => `${when} を、${until}までお取りしています。`,
  },
  check: {
    ...checkText.ja,
    sending: '予約しています。そのままお待ちください。',
  },
  done: {
    title: '予約できました',
    code: '予約コード',
    write: 'コードを書きとめるか、紙に印刷してください。当日の受付に使います。',
    spoken: (letters: string) => `予約コードは、${letters}`,
    qr: '予約コードのQRコード',
    arrive: (from: string, until: string) =>
      `当日は ${from} から ${until} のあいだに、ブースの「予約した方」を押して、コードかQRコードで受付してください。`,
    when: (when: string) => `ご予約：${when}`,
    end: 'コードを控えて、おわる',
    change: '変更や取り消しは、コードをご用意のうえ、お電話ください。',
    bring: (what: string) => `持ちもの：${what}`,
  },
} as const;
