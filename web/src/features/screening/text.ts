import type { Verdict } from '../../generated/protocol';
import { catalogue } from '../../i18n/catalogue';

/** What a verdict is called in short: to staff, and in れんしゅう, where no office has published any. */
export const verdictText = catalogue(
  {
    verdicts: {
      remote: 'テレビ通話で相談',
      'remote-private': '見えない・聞こえないようにして相談',
      'enclosed-booth': '個室のブースへ',
      'in-person': '区役所の窓口へ',
      kiosk: '証明書の機械・コンビニへ',
      'online-with-help': '手伝いながらオンライン申請',
      'quiet-card': '静かなご案内',
    } satisfies Record<Verdict, string>,
    screened: '事前確認',
    disagrees: '本人は職員との相談を希望',
  },
  {
    easy: {
      verdicts: {
        remote: 'テレビ{電話|でんわ}で {相談|そうだん}',
        'remote-private': '{見|み}えない {聞|き}こえないように して {相談|そうだん}',
        'enclosed-booth': '{部屋|へや}の ブースへ',
        'in-person': '{区役所|くやくしょ}の {窓口|まどぐち}へ',
        kiosk: '{証明書|しょうめいしょ}の {機械|きかい}や コンビニへ',
        'online-with-help': '{手伝|てつだ}いながら インターネットで {申|もう}しこみ',
        'quiet-card': '{静|しず}かな {案内|あんない}',
      },
      screened: 'はじめの {確認|かくにん}',
      disagrees: '{職員|しょくいん}と {話|はな}したい',
    },
    en: {
      verdicts: {
        remote: 'Video call',
        'remote-private': 'Video call kept from others',
        'enclosed-booth': 'Enclosed booth',
        'in-person': 'Ward office',
        kiosk: 'Kiosk or store',
        'online-with-help': 'Online with help',
        'quiet-card': 'Quiet card',
      },
      screened: 'Screening',
      disagrees: 'wants to talk to an officer all the same',
    },
  },
);

/** What a resident reads of the screening, at a booth and on a phone. */
export const screeningText = catalogue(
  {
    left: (questions: number) => (questions <= 1 ? '最後の質問です' : `あと${questions}問`),
    nothing: '答えは記録しません。まだ呼び出しません。',
    kept: '答えは記録しません。',
    asking: '確かめています。少しお待ちください。',
    failed: '確かめられませんでした。もう一度押すか、お電話ください。',
    again: 'もう一度確かめる',
    chosen: '前に選んだ答え',
    renewed: '質問が新しくなりました。もう一度お答えください。',
    because: {
      unscreened: '呼び出す前に、もう一度お答えください。ここまでの答えは残っています。',
      'not-remote': '呼び出す前に確かめたところ、ご案内が変わりました。答えは残っています。',
    },
    answered: 'ここまでの答え',
    why: 'なぜですか',
    where: 'どこへ行けばよいですか',
    desk: (ward: string, section: string | null) =>
      section === null || section.startsWith(ward) ? `${section ?? ward}` : `${ward} ${section}`,
    hours: (hours: string) => `開いている時間：${hours}`,
    bring: (what: string) => `持ちもの：${what}`,
    call: '電話番号',
    ways: {
      title: 'どうやってまわりから守りますか',
      begin: 'はじめは画面をかくして、声だけでつながります。もどすのは、いつでもできます。',
      writing: '声を出さずに、筆談でも話せます。',
    },
    online:
      '申し込むのは、ご自分のスマートフォンです。暗証番号は、だれにも言わず、ここにも入れないでください。',
    enclosed: {
      choose: '時間を押すと、その場所を予約できます。答えをもう一度聞くことはありません。',
      next: (when: string) => `次の空き：${when}`,
      book: 'この時間を予約する',
      none: 'いま予約できる時間がありません。',
      all: 'ほかの時間も見る',
      nowhere: '予約できる個室のブースが見つかりません。お電話で、個室のある場所をご案内します。',
    },
    counter: {
      choose: '時間を押すと、区役所の窓口を予約できます。窓口へお越しください。',
      instead: '個室のブースがないときは、区役所の窓口を予約できます。',
      walkIn: '予約がなくても、開いている時間に窓口へお越しいただけます。',
    },
    kiosk: {
      where: '証明書の機械（区役所など）か、コンビニの機械で受け取れます。',
      certificates: '受け取れる証明書',
      card: 'マイナンバーカードと、数字4けたの暗証番号をお使いください。',
      pin: '暗証番号は、この画面では聞きません。だれにも言わないでください。',
    },
    right: {
      title: '申請は国民の権利です',
      now: 'いま、電話で話せます。この番号へおかけください。',
      qr: 'スマートフォンのカメラで読むと、すぐに電話をかけられます。',
      nobody: '電話がないときは、施設の係にお声がけください。',
    },
    disagree: {
      title: 'この案内とちがうと思うとき',
      talk: '職員と話す',
      call: (telephone: string) => `お電話でもうかがいます（${telephone}）`,
      note: 'この案内とちがうと思ったことを、職員に伝えます。',
      back: (telephone: string) =>
        `この案内とちがうと思うときは、もどって答えを変えるか、職員にそのままお話しください。お電話でもうかがいます（${telephone}）。`,
    },
    keep: {
      qr: 'この案内を、スマートフォンに残せます。お名前や答えは入っていません。',
      print: '印刷する',
    },
    goOn: '時間を選ぶ',
    otherPlace: '場所を選び直す',
    otherSubject: 'ほかの用件を見る',
    quiet: 'ひとりで抱えなくて大丈夫です。電話で、静かにお話をうかがいます。ここでは何も記録しません。',
  },
  {
    easy: {
      left: (questions) =>
        questions <= 1 ? '{最後|さいご}の {質問|しつもん}です' : `{質問|しつもん}は あと ${questions}つ`,
      nothing: '{答|こた}えは {残|のこ}しません。まだ {呼|よ}びません。',
      kept: '{答|こた}えは {残|のこ}しません。',
      asking: '{調|しら}べています。{待|ま}って ください。',
      failed:
        '{調|しら}べることが できませんでした。もう{一度|いちど} {押|お}すか、{電話|でんわ}して ください。',
      again: 'もう{一度|いちど} {調|しら}べる',
      chosen: '{前|まえ}に {選|えら}んだ {答|こた}え',
      renewed: '{質問|しつもん}が {新|あたら}しく なりました。もう{一度|いちど} {答|こた}えて ください。',
      because: {
        unscreened:
          '{呼|よ}ぶ{前|まえ}に、もう{一度|いちど} {答|こた}えて ください。{前|まえ}の {答|こた}えは あります。',
        'not-remote':
          '{呼|よ}ぶ{前|まえ}に {調|しら}べました。{案内|あんない}が {変|か}わりました。{前|まえ}の {答|こた}えは あります。',
      },
      answered: 'ここまでの {答|こた}え',
      why: 'どうしてですか',
      where: 'どこへ {行|い}きますか',
      desk: (ward, section) =>
        section === null || section.startsWith(ward) ? `${section ?? ward}` : `${ward} ${section}`,
      hours: (hours) => `{開|あ}いている {時間|じかん}：${hours}`,
      bring: (what) => `{持|も}って くるもの：${what}`,
      call: '{電話番号|でんわばんごう}',
      ways: {
        title: 'どうやって {守|まも}りますか',
        begin:
          'はじめは {画面|がめん}を かくして、{声|こえ}だけで {話|はな}します。{画面|がめん}は いつでも もどせます。',
        writing: '{声|こえ}を {出|だ}さないで、{文字|もじ}で {話|はな}すことが できます。',
      },
      online:
        '{自分|じぶん}の スマートフォンで {申|もう}しこみます。{番号|ばんごう}は だれにも {言|い}わないで ください。ここにも {入|い}れないで ください。',
      enclosed: {
        choose:
          '{時間|じかん}を {押|お}すと、{予約|よやく}できます。もう{一度|いちど} {聞|き}くことは ありません。',
        next: (when) => `{空|あ}いている {時間|じかん}：${when}`,
        book: 'この {時間|じかん}を {予約|よやく}する',
        none: 'いま {予約|よやく}できる {時間|じかん}が ありません。',
        all: 'ほかの {時間|じかん}も {見|み}る',
        nowhere:
          '{予約|よやく}できる {部屋|へや}の ブースが ありません。{電話|でんわ}で {場所|ばしょ}を {教|おし}えます。',
      },
      counter: {
        choose:
          '{時間|じかん}を {押|お}すと、{区役所|くやくしょ}の {窓口|まどぐち}を {予約|よやく}できます。{窓口|まどぐち}へ {来|き}て ください。',
        instead:
          '{部屋|へや}の ブースが ないときは、{区役所|くやくしょ}の {窓口|まどぐち}を {予約|よやく}できます。',
        walkIn:
          '{予約|よやく}が なくても、{開|あ}いている {時間|じかん}に {窓口|まどぐち}へ {来|き}て いいです。',
      },
      kiosk: {
        where: '{区役所|くやくしょ}などの {機械|きかい}か、コンビニの {機械|きかい}で もらえます。',
        certificates: 'もらえる {紙|かみ}',
        card: 'マイナンバーカードと、{数字|すうじ} 4つの {番号|ばんごう}を {使|つか}います。',
        pin: '{番号|ばんごう}は ここでは {聞|き}きません。だれにも {言|い}わないで ください。',
      },
      right: {
        title: '{申|もう}しこむことは みんなの {権利|けんり}です',
        now: '{今|いま}、{電話|でんわ}で {話|はな}すことが できます。この {番号|ばんごう}に {電話|でんわ}して ください。',
        qr: 'スマートフォンの カメラで {見|み}ると、すぐに {電話|でんわ}できます。',
        nobody: '{電話|でんわ}が ないときは、ここの {係|かかり}の {人|ひと}に {言|い}って ください。',
      },
      disagree: {
        title: 'この {案内|あんない}と ちがうと {思|おも}うとき',
        talk: '{区役所|くやくしょ}の {人|ひと}と {話|はな}す',
        call: (telephone) => `{電話|でんわ}でも {聞|き}きます（${telephone}）`,
        note: 'この {案内|あんない}と ちがうと {思|おも}うことを、{区役所|くやくしょ}の {人|ひと}に {伝|つた}えます。',
        back: (telephone) =>
          `この {案内|あんない}と ちがうと {思|おも}うときは、もどって {答|こた}えを かえるか、{区役所|くやくしょ}の {人|ひと}に {話|はな}して ください。{電話|でんわ}でも {聞|き}きます（${telephone}）。`,
      },
      keep: {
        qr: 'この {案内|あんない}を スマートフォンに {残|のこ}せます。{名前|なまえ}や {答|こた}えは ありません。',
        print: '{紙|かみ}に {印刷|いんさつ}する',
      },
      goOn: '{時間|じかん}を えらぶ',
      otherPlace: '{場所|ばしょ}を えらびなおす',
      otherSubject: 'ほかの ことを {見|み}る',
      quiet:
        'ひとりで {悩|なや}まなくて いいです。{電話|でんわ}で {静|しず}かに {話|はな}すことが できます。ここでは {何|なに}も {書|か}いて{残|のこ}しません。',
    },
    en: {
      left: (questions) => (questions <= 1 ? 'This is the last question' : `${questions} more questions`),
      nothing: 'Your answers are not recorded. Nothing rings yet.',
      kept: 'Your answers are not recorded.',
      asking: 'Checking. One moment, please.',
      failed: 'This could not be checked. Please press again, or call us.',
      again: 'Check again',
      chosen: 'what you chose before',
      renewed: 'The questions have changed. Please answer once more.',
      because: {
        unscreened: 'Before anybody is called, please answer once more. Your earlier answers are still here.',
        'not-remote':
          'We checked before calling, and our advice has changed. Your earlier answers are still here.',
      },
      answered: 'Your answers so far',
      why: 'Why?',
      where: 'Where do I go?',
      desk: (ward, section) =>
        section === null || section.startsWith(ward) ? `${section ?? ward}` : `${ward} ${section}`,
      hours: (hours) => `Open: ${hours}`,
      bring: (what) => `Please bring: ${what}`,
      call: 'Telephone',
      ways: {
        title: 'How is it kept private?',
        begin: 'It begins covered, with voices alone. You can show the screen whenever you like.',
        writing: 'You can write instead of speaking.',
      },
      online: 'You apply on your own smartphone. Tell nobody your PIN, and never enter it here.',
      enclosed: {
        choose: 'Press a time to book that place. Nothing is asked again.',
        next: (when) => `Next free: ${when}`,
        book: 'Book this time',
        none: 'No time can be booked now.',
        all: 'See other times',
        nowhere: 'No enclosed booth can be booked. Call us, and we tell you where there is one.',
      },
      counter: {
        choose: 'Press a time to book the counter of the ward office. You go there in person.',
        instead: 'If no enclosed booth will do, you can book the counter of the ward office.',
        walkIn: 'You may also come to the counter without a booking while it is open.',
      },
      kiosk: {
        where: 'At a certificate kiosk (at ward offices, for example) or the machine of a convenience store.',
        certificates: 'What it prints',
        card: 'Use your My Number Card and its four-digit PIN.',
        pin: 'We never ask for your PIN on this screen. Do not tell it to anybody.',
      },
      right: {
        title: 'To apply is everyone’s right',
        now: 'You can talk by telephone now. Please call this number.',
        qr: 'Point a smartphone’s camera here to call at once.',
        nobody: 'If you have no telephone, please ask the staff of this place.',
      },
      disagree: {
        title: 'If you think this is wrong',
        talk: 'Talk to an officer',
        call: (telephone) => `You can also call us (${telephone})`,
        note: 'We tell the officer that you find our advice wrong.',
        back: (telephone) =>
          `If you think this is wrong, go back and change your answers, or simply tell the officer. You can also call us (${telephone}).`,
      },
      keep: {
        qr: 'Keep this on your smartphone. Your name and your answers are not in it.',
        print: 'Print',
      },
      goOn: 'Choose a time',
      otherPlace: 'Choose another place',
      otherSubject: 'See other subjects',
      quiet: 'You do not have to bear this alone. Talk quietly by telephone. Nothing is recorded here.',
    },
  },
);

export type ScreeningWords = (typeof screeningText)['ja'];
