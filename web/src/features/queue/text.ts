import { catalogue } from '../../i18n/catalogue';

/** Seconds matter to somebody who has just come, hours to somebody who has nearly been forgotten. */
const split = (ms: number) => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return { h: Math.floor(seconds / 3_600), m: Math.floor(seconds / 60) % 60, s: seconds % 60 };
};
const two = (n: number) => String(n).padStart(2, '0');

/** `10:00`, by this machine's clock. */
const clockOf = (at: number): string =>
  new Date(at).toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' });

export const queueText = catalogue(
  {
    title: '待っている人',
    count: (n: number) => `${n}組`,
    empty: 'いま待っている人はいません。',
    emptyAway: '離席中は呼び出しが鳴りません。',
    titleAsked: '通訳の依頼',
    emptyAsked: '通訳の依頼は、いまありません。',
    titleCallbacks: '折り返し待ち',
    titleRunning: 'いまの通話',
    kind: {
      transfer: 'つなぎ替え',
      invitation: '参加の依頼',
      callback: '折り返し待ち',
      running: '通話中',
    },
    sinceLabel: {
      ticket: '待ち時間',
      transfer: '受付から',
      invitation: '受付から',
      callback: '待ち時間',
      running: '通話時間',
    },
    comes: '予約',
    walkIn: 'なし',
    booked: (at: number) => `${clockOf(at)} から`,
    invited: (from: string, whom: string) => `${from}から、${whom}として入ってほしいとの依頼です。`,
    whom: { interpreter: '通訳', supervisor: '責任者', section: '別の担当' },
    transferred: (from: string) => `${from}から引き継ぎです。`,
    warm: '受けると、先に職員どうしで話します。',
    cold: '受けると、すぐ住民とつながります。',
    unreachable:
      'いまはブースを呼び出せません。住民は番号札を持っていて、電話でも聞けることをご案内済みです。',
    number: (n: number) => `${n}番`,
    ringing: '呼び出し中',
    step: {
      'in-line': '順番待ち',
      ringing: 'ほかの席で呼び出し中',
      'ringing-next': '別の職員を呼び出し中',
      'ringing-supervisor': '責任者を呼び出し中',
    },
    wait: (ms: number) => {
      const { h, m, s } = split(ms);
      if (h > 0) return `${h}時間${two(m)}分`;
      return m === 0 ? `${s}秒` : `${m}分${two(s)}秒`;
    },
    site: '場所',
    language: '言葉',
    identity: '本人確認',
    identityNeeded: {
      none: '要らない',
      'self-stated': '名乗りが要る',
      'own-device': '本人のカードでの確認が要る',
    },
    entry: {
      accept: '応答する',
      'take-over': '受ける',
      join: '参加する',
      dial: 'ブースを呼び出す',
      listen: '聞く',
    },
    decline: '断る',
    close: {
      act: '折り返しを終える',
      title: (number: number) => `${number}番の折り返しを終えますか`,
      help: '折り返し待ちの一覧から消えます。元には戻せません。',
      meaning: {
        'not-connected': 'ブースも電話も、つながりませんでした',
        solved: '電話などで、ご相談が済みました',
        'asked-to-visit': '窓口に来ていただくようお願いしました',
      },
      yes: '終える',
      no: '一覧に残す',
    },
    tell: {
      act: 'ひとこと',
      title: (number: number) => `${number}番の方へひとこと`,
      phrases: 'よく使う文',
      soon: 'まもなくお呼びします。',
      longer: 'もう少しお待ちください。',
      order: '順番が前後することがあります。',
      label: '住民の画面に出す文',
      help: '待っている間、住民の画面に大きく出ます。空にして送ると消えます。お名前は書かないでください。',
      failed: '送れませんでした。もう一度押してください。',
      cancel: 'やめる',
      send: '送る',
    },
    key: (name: string) => `${name} キー`,
    announce: (number: number, subject: string, site: string) =>
      `${number}番、${site}から${subject}の呼び出しです。F2 キーで応答します。`,
    taken: (number: number, by: string) => `${number}番は、先に${by}が応答しました。`,
    takenByOther: 'ほかの職員',
    gone: (number: number) => `${number}番の呼び出しは終わりました。`,
    failed: (reason: string) => `できませんでした。${reason}`,
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
      titleAsked: 'Asked for',
      emptyAsked: 'Nobody asks for an interpreter now.',
      titleCallbacks: 'To be called back',
      titleRunning: 'Calls now',
      kind: {
        transfer: 'Handed over',
        invitation: 'You are asked in',
        callback: 'To be called back',
        running: 'In a call',
      },
      sinceLabel: {
        ticket: 'Wait',
        transfer: 'Since the ring',
        invitation: 'Since the ring',
        callback: 'Since',
        running: 'Duration',
      },
      comes: 'Booked',
      walkIn: 'no',
      booked: (at) => `for ${clockOf(at)}`,
      invited: (from, whom) => `${from} asks you to join as ${whom}.`,
      whom: { interpreter: 'interpreter', supervisor: 'supervisor', section: 'a second office' },
      transferred: (from) => `${from} hands this call over.`,
      warm: 'You talk with the officer first.',
      cold: 'You are connected to the resident at once.',
      unreachable:
        'The booth cannot be called now. The resident keeps the number, and was told that the telephone is another way.',
      number: (n) => `No. ${n}`,
      ringing: 'Ringing',
      step: {
        'in-line': 'In line',
        ringing: 'Rings at another desk',
        'ringing-next': 'Rings at the next desk',
        'ringing-supervisor': 'Rings at the supervisor’s',
      },
      wait: (ms) => {
        const { h, m, s } = split(ms);
        if (h > 0) return `${h} h ${m} min`;
        return m === 0 ? `${s} s` : `${m} min ${s} s`;
      },
      site: 'Place',
      language: 'Language',
      identity: 'Identity',
      identityNeeded: {
        none: 'not needed',
        'self-stated': 'name to be stated',
        'own-device': 'own card needed',
      },
      entry: {
        accept: 'Answer',
        'take-over': 'Take over',
        join: 'Join',
        dial: 'Call the booth',
        listen: 'Listen',
      },
      decline: 'Decline',
      close: {
        act: 'Close the callback',
        title: (number) => `Close the callback of number ${number}?`,
        help: 'It goes from the list of those to be called back. This cannot be undone.',
        meaning: {
          'not-connected': 'Neither the booth nor the telephone answered',
          solved: 'It was settled, by telephone for example',
          'asked-to-visit': 'The resident will come to the office',
        },
        yes: 'Close it',
        no: 'Keep it in the list',
      },
      tell: {
        act: 'Message',
        title: (number) => `Message to number ${number}`,
        phrases: 'Frequent messages',
        soon: 'まもなくお呼びします。',
        longer: 'もう少しお待ちください。',
        order: '順番が前後することがあります。',
        label: 'Text on the resident’s screen',
        help: 'Shown large while the resident waits. An empty text takes it back. Please write no names.',
        failed: 'It could not be sent. Please press again.',
        cancel: 'Cancel',
        send: 'Send',
      },
      key: (name) => `${name} key`,
      announce: (number, subject, site) =>
        `Number ${number} is calling from ${site} about ${subject}. Press F2 to answer.`,
      taken: (number, by) => `Number ${number} was answered first by ${by}.`,
      takenByOther: 'another officer',
      gone: (number) => `Number ${number} is not calling any more.`,
      failed: (reason) => `That could not be done. ${reason}`,
      lost: 'The line to the server broke, so it is not known whether you answered. Please check the screen.',
      documentTitle: (number, subject) => `[Ringing] No. ${number} ${subject}`,
      notificationBody: (subject, site) => `${subject} (${site})`,
    },
  },
);
