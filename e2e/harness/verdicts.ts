/** What an office says of each verdict, with the demonstration's own words: for screens that are looked at one by one. */
import { readFileSync } from 'node:fs';
import type {
  Guidance,
  PlaceToBook,
  Reason,
  Screening,
  ScreeningStep,
  Verdict,
} from '../../web/src/generated/protocol.ts';
import { freeTime } from './booking-sample.ts';
import { inDays } from './hours.ts';

const screening = JSON.parse(readFileSync('demo/screening.json', 'utf8')) as Screening;

const words = (ja: string, easy: string, en: string) => ({ ja, easy, en });

const TITLES = {
  remote: words(
    'ここで、テレビ通話で相談できます',
    'ここで テレビ{電話|でんわ}で {相談|そうだん}できます',
    'You can do this here by video',
  ),
  'remote-private': words(
    'ここで、まわりに見えない・聞こえないようにして相談できます',
    'ここで {相談|そうだん}できます。まわりの {人|ひと}に {見|み}えません。{聞|き}こえません',
    'You can do this here by video, with picture and sound kept from others',
  ),
  'enclosed-booth': words(
    '個室のブースで相談してください',
    '{部屋|へや}の ブースで {相談|そうだん}して ください',
    'Please use an enclosed booth',
  ),
  'in-person': words(
    '区役所の窓口でお手続きください',
    '{区役所|くやくしょ}の {窓口|まどぐち}に {来|き}て ください',
    'Please come to the ward office',
  ),
  kiosk: words(
    '証明書の機械かコンビニで受け取れます',
    '{機械|きかい}か コンビニで もらえます',
    'You can get it from a certificate kiosk or at a convenience store',
  ),
  'online-with-help': words(
    'お手伝いしますので、インターネットで申し込めます',
    'インターネットで {申|もう}しこみます。{手伝|てつだ}います',
    'You can apply online, and we help you',
  ),
  'quiet-card': words(
    '相談できる電話番号があります',
    '{相談|そうだん}できる {電話|でんわ}が あります',
    'Numbers you can call',
  ),
} satisfies Record<Verdict, unknown>;

const WHY: Readonly<Record<Verdict, readonly string[]>> = {
  remote: ['all-here'],
  'remote-private': ['by-handset'],
  'enclosed-booth': ['private-matter'],
  'in-person': ['papers-at-counter', 'money-at-counter'],
  kiosk: ['kiosk-prints', 'card-and-pin'],
  'online-with-help': ['your-own-phone', 'attendant-helps'],
  'quiet-card': ['nothing-is-kept'],
};

export const office: NonNullable<Guidance['office']> = {
  ward_name: '小倉北区役所',
  section_name: '小倉北区役所 国保年金・税務課（例）',
  telephone: '093-000-1222（例）',
  hours: words(
    '月〜金 8:30〜17:15（木は19:00まで）',
    '{月曜日|げつようび}から {金曜日|きんようび} 8:30〜17:15（{木曜日|もくようび}は 19:00まで）',
    'Mon–Fri 8:30–17:15 (Thu until 19:00)',
  ),
};

const bring = words(
  '年金手帳か基礎年金番号が分かるもの、離職票などの収入が分かるもの（例）',
  '{年金|ねんきん}の {番号|ばんごう}が わかるもの、お{金|かね}が いくら {入|はい}ったか わかる {紙|かみ}（{例|れい}）',
  'Your pension number, and something that shows your income (example)',
);

const way = (minutes: number) =>
  words(
    `小倉駅からバスで${minutes}分（例）`,
    `{小倉駅|こくらえき}から バスで ${minutes}{分|ふん}（{例|れい}）`,
    `${minutes} minutes by bus from Kokura Station (example)`,
  );
const at = (time: string, days: number) => freeTime(Date.parse(`${inDays(days)}T${time}:00+09:00`), 'dairi');

export const rooms: PlaceToBook[] = [
  { site: 'dairi', site_name: '大里市民センター', access: way(15), next: at('10:00', 1) },
  { site: 'sone', site_name: '曽根出張所', access: way(25), next: at('14:30', 2) },
  { site: 'orio', site_name: '折尾出張所', access: way(40), next: null },
];

const certificates = ['住民票の写し', '印鑑登録証明書', '戸籍証明書', '戸籍の附票の写し', '所得・課税証明書'];

/** 区役所の窓口 */
export const counter: PlaceToBook = {
  site: 'ward-office',
  site_name: '小倉北区役所 窓口（例）',
  access: way(9),
  next: freeTime(Date.parse(`${inDays(1)}T10:00:00+09:00`), 'ward-office'),
};

/** The verdict as an office says it of a subject that is led there. */
export function verdict(verdict: Verdict, more: Partial<Guidance> = {}, why = WHY[verdict]): ScreeningStep {
  const reasons = why.map((id) => screening.reasons.find((reason) => reason.id === id) as Reason);
  const guidance: Guidance = {
    decision: { verdict, title: TITLES[verdict], reasons, rule: 'rule', version: 1 },
    answered: [],
    given: { version: 1, answers: {} },
    bring: verdict === 'remote' ? null : bring,
    office: verdict === 'in-person' || verdict === 'enclosed-booth' ? office : null,
    enclosed: verdict === 'enclosed-booth' ? rooms : [],
    counter: verdict === 'in-person' ? counter : null,
    kiosk: verdict === 'kiosk' ? { certificates } : null,
    may_disagree: verdict === 'enclosed-booth' || verdict === 'in-person',
    right_to_apply: false,
    ...more,
  };
  return { is: 'decided', guidance };
}

/** 生活保護: nobody is kept from applying for it. */
export const rightToApply = () =>
  verdict('in-person', { right_to_apply: true, may_disagree: false }, ['right-to-apply']);

/** A question of the demonstration's, with what was answered before it. */
export function question(
  tree: string,
  id: string,
  left: number,
  answers: Record<string, string> = {},
): ScreeningStep {
  const { questions } = screening.trees.find((one) => one.id === tree) as Screening['trees'][number];
  const answered = Object.entries(answers).map(([asked, answer]) => {
    const { ask, kind } = questions.find((one) => one.id === asked) as (typeof questions)[number];
    const choice = kind.type === 'choice' ? kind.choices.find((one) => one.id === answer) : undefined;
    return { question: asked, ask, answer, words: choice?.label ?? ask };
  });
  const found = questions.find((one) => one.id === id) as (typeof questions)[number];
  return {
    is: 'ask',
    question: { ...found, help: found.help ?? null },
    refused: null,
    answered,
    left,
    given: { version: 1, answers },
    renewed: false,
  };
}
