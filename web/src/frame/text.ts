import { catalogue } from '../i18n/catalogue';

/** What every face with a menu says. */
export const frameText = catalogue(
  {
    menu: '画面',
    language: '言葉',
    era: '年の表し方',
    eras: { wareki: '和暦', seireki: '西暦' },
    signOut: 'サインアウト',
    loading: '読み込んでいます…',
    unreachable: 'サーバーにつながりません。庁内の回線を確かめて、もう一度お試しください。',
    again: 'もう一度',
    stale: '最新ではないかもしれません。サーバーにつながりませんでした。',
    showAgain: 'もう一度表示する',
    undo: '元に戻す',
    pressAgain: 'サーバーにつながりません。もう一度押してください。',
  },
  {
    en: {
      menu: 'Pages',
      language: 'Language',
      era: 'Years',
      eras: { wareki: 'Japanese years', seireki: 'Western years' },
      signOut: 'Sign out',
      loading: 'Loading…',
      unreachable: 'The server cannot be reached. Check the line of the office, then try again.',
      again: 'Try again',
      stale: 'This may be out of date: the server could not be reached.',
      showAgain: 'Show it again',
      undo: 'Undo',
      pressAgain: 'The server cannot be reached. Press again.',
    },
  },
);
