import { catalogue } from '../../i18n/catalogue';

export const hearingText = catalogue(
  {
    name: '聞き方',
    how: 'まわりに人がいるときは、上にあるものほど、人に聞かれにくくなります。',
    way: {
      handset: '受話器',
      earphone: 'イヤホン',
      soft: '小さい音',
      open: 'ふつうの音',
      writing: '筆談だけ',
    },
    about: {
      handset: '受話器を取って、耳にあててください。話す声も受話器から届きます。',
      earphone: '横にあるイヤホンか骨伝導をつけてください。補聴器の方にも向いています。',
      soft: '両手を使わずに、機械の近くで聞きます。',
      open: '機械のスピーカーから、ふつうの大きさで聞こえます。',
      writing: '声は出ません。マイクも切れます。画面の文字でやりとりします。',
    },
  },
  {
    easy: {
      name: '{聞|き}き{方|かた}',
      how: 'まわりに {人|ひと}が いるときは、{上|うえ}の ものを {使|つか}うと、{人|ひと}に {聞|き}こえにくいです。',
      way: {
        handset: '{受話器|じゅわき}',
        earphone: 'イヤホン',
        soft: '{小|ちい}さい {音|おと}',
        open: 'ふつうの {音|おと}',
        writing: '{字|じ}だけ',
      },
      about: {
        handset:
          '{受話器|じゅわき}を {取|と}って、{耳|みみ}に あててください。{話|はな}す {声|こえ}も ここから {届|とど}きます。',
        earphone:
          '{横|よこ}に ある イヤホンを つけてください。{補聴器|ほちょうき}の {人|ひと}も {使|つか}えます。',
        soft: '{手|て}を {使|つか}わないで、{機械|きかい}の {近|ちか}くで {聞|き}きます。',
        open: '{機械|きかい}から、ふつうの {大|おお}きさで {聞|き}こえます。',
        writing: '{声|こえ}は {出|で}ません。マイクも {切|き}れます。{字|じ}を {書|か}いて {話|はな}します。',
      },
    },
    en: {
      name: 'How you listen',
      how: 'With people around you, the higher in this list, the less they hear.',
      way: {
        handset: 'Handset',
        earphone: 'Earphone',
        soft: 'Quiet sound',
        open: 'Normal sound',
        writing: 'Writing only',
      },
      about: {
        handset: 'Take up the handset and hold it to your ear. You also speak into it.',
        earphone:
          'Put on the earphone or bone conductor at the side. It also suits people with hearing aids.',
        soft: 'Both hands free: listen close to the screen.',
        open: 'The loudspeaker, at normal loudness.',
        writing: 'No sound, and your microphone is off. You and the officer write.',
      },
    },
  },
);
