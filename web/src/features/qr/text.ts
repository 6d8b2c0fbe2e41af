import { catalogue } from '../../i18n/catalogue';

export const qrText = catalogue(
  {
    title: 'QRコードを読み取ります',
    picture: 'カメラの映像',
    opening: 'カメラを準備しています…',
    looking: '読み取ると、自動で次へ進みます。',
    off: {
      'not-allowed':
        'カメラの使用が許可されていません。このページにカメラを許可するか、コードを手で入力してください。',
      'not-found': 'カメラが見つかりません。コードを手で入力してください。',
      unplugged: 'カメラが外れました。差し直して、もう一度試すか、コードを手で入力してください。',
      'in-use': 'カメラをほかのソフトが使っています。それを閉じるか、コードを手で入力してください。',
      failed: 'カメラを使えません。コードを手で入力してください。',
      unread: '1分間読み取れなかったため、カメラを止めました。もう一度試すか、コードを手で入力してください。',
    },
    again: 'もう一度読み取る',
    turn: 'カメラを切り替える',
    cancel: 'やめる',
    type: '手で入力する',
  },
  {
    easy: {
      title: 'QRコードを {読|よ}みます',
      picture: 'カメラの {映像|えいぞう}',
      opening: 'カメラを {用意|ようい}しています。',
      looking: '{読|よ}むことが できたら、{次|つぎ}へ {進|すす}みます。',
      off: {
        'not-allowed':
          'カメラを {使|つか}うことが できません。カメラを {許可|きょか}するか、コードを {書|か}いてください。',
        'not-found': 'カメラが ありません。コードを {書|か}いてください。',
        unplugged:
          'カメラが {外|はず}れました。もう{一度|いちど} つないで、{読|よ}むか、コードを {書|か}いてください。',
        'in-use':
          'ほかの ソフトが カメラを {使|つか}っています。それを {閉|と}じるか、コードを {書|か}いてください。',
        failed: 'カメラを {使|つか}うことが できません。コードを {書|か}いてください。',
        unread:
          '1{分|ぷん} {読|よ}むことが できませんでした。カメラを {止|と}めました。もう{一度|いちど} {読|よ}むか、コードを {書|か}いてください。',
      },
      again: 'もう{一度|いちど} {読|よ}む',
      turn: 'カメラを かえる',
      cancel: 'やめる',
      type: 'コードを {書|か}く',
    },
    en: {
      title: 'Scan the QR code',
      picture: 'What the camera sees',
      opening: 'Turning the camera on…',
      looking: 'Once it is read, the next step follows by itself.',
      off: {
        'not-allowed': 'The camera is not allowed. Allow it for this page, or type the code.',
        'not-found': 'There is no camera. Please type the code.',
        unplugged: 'The camera was unplugged. Plug it in and try again, or type the code.',
        'in-use': 'Another program uses the camera. Close it, or type the code.',
        failed: 'The camera cannot be used. Please type the code.',
        unread: 'Nothing was read for a minute, so the camera is off. Try again, or type the code.',
      },
      again: 'Scan again',
      turn: 'Switch camera',
      cancel: 'Cancel',
      type: 'Type the code',
    },
  },
);
