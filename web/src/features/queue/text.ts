import { catalogue } from '../../i18n/catalogue';

const minutes = (ms: number): readonly [number, number] => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return [Math.floor(seconds / 60), seconds % 60];
};

export const queueText = catalogue(
  {
    title: '待っている人',
    count: (n: number) => `${n}組`,
    empty: 'いま待っている人はいません。',
    emptyAway: '離席中は呼び出しが鳴りません。',
    titleRunning: 'いまの通話',
    emptyRunning: '通訳として入れる通話は、いまありません。',
    sinceLabel: '呼び出しから',
    number: (n: number) => `${n}番`,
    ringing: '呼び出し中',
    waiting: '待っています',
    wait: (ms: number) => {
      const [m, s] = minutes(ms);
      return m === 0 ? `${s}秒` : `${m}分${String(s).padStart(2, '0')}秒`;
    },
    waitLabel: '待ち時間',
    site: '場所',
    subject: '用件',
    language: '言葉',
    identity: '本人確認',
    identityNeeded: {
      none: '要らない',
      'self-stated': '名乗りが要る',
      'own-device': '本人のカードでの確認が要る',
    },
    running: '通話中',
    accept: '応答する',
    join: '通訳として入る',
    key: (name: string) => `${name} キー`,
    announce: (number: number, subject: string, site: string) =>
      `${number}番、${site}から${subject}の呼び出しです。F2 キーで応答します。`,
    taken: (number: number, by: string) => `${number}番は、先に${by}が応答しました。`,
    takenByOther: 'ほかの職員',
    gone: (number: number) => `${number}番の呼び出しは終わりました。`,
    failed: (reason: string) => `応答できませんでした。${reason}`,
    lost: 'サーバーとの接続が切れたため、応答できたか分かりません。画面の表示を確かめてください。',
    documentTitle: (number: number, subject: string) => `【呼び出し】${number}番 ${subject}`,
    notificationBody: (subject: string, site: string) => `${subject}（${site}）`,
  },
  {
    en: {
      title: 'Waiting',
      count: (n) => `${n}`,
      empty: 'Nobody is waiting now.',
      emptyAway: 'Nothing rings while you are away.',
      titleRunning: 'Calls',
      emptyRunning: 'There is no call to interpret now.',
      sinceLabel: 'Since the ring',
      number: (n) => `No. ${n}`,
      ringing: 'Ringing',
      waiting: 'Waiting',
      wait: (ms) => {
        const [m, s] = minutes(ms);
        return m === 0 ? `${s} s` : `${m} min ${s} s`;
      },
      waitLabel: 'Wait',
      site: 'Place',
      subject: 'Subject',
      language: 'Language',
      identity: 'Identity',
      identityNeeded: {
        none: 'not needed',
        'self-stated': 'name to be stated',
        'own-device': 'own card needed',
      },
      running: 'In a call',
      accept: 'Answer',
      join: 'Join as interpreter',
      key: (name) => `${name} key`,
      announce: (number, subject, site) =>
        `Number ${number} is calling from ${site} about ${subject}. Press F2 to answer.`,
      taken: (number, by) => `Number ${number} was answered first by ${by}.`,
      takenByOther: 'another officer',
      gone: (number) => `Number ${number} is not calling any more.`,
      failed: (reason) => `The call could not be answered. ${reason}`,
      lost: 'The line to the server broke, so it is not known whether you answered. Please check the screen.',
      documentTitle: (number, subject) => `[Ringing] No. ${number} ${subject}`,
      notificationBody: (subject, site) => `${subject} (${site})`,
    },
  },
);
