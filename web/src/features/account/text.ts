import { catalogue } from '../../i18n/catalogue';

export const accountText = catalogue(
  {
    service: 'リモート窓口',
    face: '職員の画面',
    title: 'サインイン',
    login: '利用者名',
    password: 'パスワード',
    signIn: 'サインインする',
    busy: '確かめています…',
    asking: '確かめています…',
    ended: 'サインインが切れました。もう一度サインインしてください。',
    loginMissing: '利用者名を入力してください。',
    passwordMissing: 'パスワードを入力してください。',
    wrong: '利用者名かパスワードが違います。もう一度入力してください。',
    tooMany: (seconds: number) =>
      `続けて間違えたため、止めています。${seconds}秒ほど待ってからお試しください。`,
    unreachable: 'サーバーにつながりません。庁内の回線を確かめて、もう一度お試しください。',
    again: 'もう一度つなぐ',
  },
  {
    en: {
      service: 'Remote counter',
      face: 'Staff desk',
      title: 'Sign in',
      login: 'User name',
      password: 'Password',
      signIn: 'Sign in',
      busy: 'Checking…',
      asking: 'Checking…',
      ended: 'Your session has ended. Please sign in again.',
      loginMissing: 'Enter your user name.',
      passwordMissing: 'Enter your password.',
      wrong: 'The user name or the password is wrong. Please enter them again.',
      tooMany: (seconds: number) => `Too many wrong tries. Wait about ${seconds} seconds, then try again.`,
      unreachable: 'The server cannot be reached. Check the line of the office, then try again.',
      again: 'Connect again',
    },
  },
);
