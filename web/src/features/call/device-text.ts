import { catalogue } from '../../i18n/catalogue';

/** Microphone, camera and loudspeaker of this desk: choosing them, and what is wrong with them. */
export const deviceText = catalogue(
  {
    muted: 'マイクは切れています。声は住民に届いていません。',
    unusable: {
      microphone: 'マイクが使えません。「その他」の「機器を選ぶ」で選び直すか、筆談をお使いください。',
      camera: 'カメラが使えません。住民には映像が届いていません。',
    },
    unfit: {
      silent:
        'マイクから音が入っていません。マイクのスイッチを確かめるか、「その他」の「機器を選ぶ」で選び直してください。',
      black: 'カメラの映像が真っ暗です。カメラのふたを確かめてください。',
      frozen: 'カメラの映像が止まっています。線をつなぎ直すか、選び直してください。',
    },
    unplugged: (device: string) => `${device}がはずれました。線をつなぐと、そのまま戻ります。`,
    blocked: '音を出すには、画面を一度押してください。',
    unblock: '音を出す',
    microphone: 'マイク',
    camera: 'カメラ',
    speaker: 'スピーカー',
    level: 'マイクの音量',
    levelHelp: '話すと、音量の棒が動きます。',
    unnamed: (n: number) => `機器 ${n}`,
    noDevice: '見つかりません',
    problem: {
      'not-allowed': 'ブラウザーで許可されていません。アドレスの左のしるしから許可してください。',
      'not-found': '見つかりません。線がつながっているか確かめてください。',
      unplugged: 'はずれました。線をつなぐと、そのまま戻ります。',
      'in-use': 'ほかのソフトが使っています。そのソフトを閉じてください。',
      failed: '使えません。つなぎ直すか、ほかの機器を選んでください。',
    },
  },
  {
    en: {
      muted: 'The microphone is off. The resident does not hear you.',
      unusable: {
        microphone: 'The microphone does not work. Choose another device, or write notes.',
        camera: 'The camera does not work. The resident does not see you.',
      },
      unfit: {
        silent: 'No sound comes from the microphone. Check its switch, or choose another under “More”.',
        black: 'The camera’s picture is black. Check its cover.',
        frozen: 'The camera’s picture stands still. Plug it in again, or choose another.',
      },
      unplugged: (device: string) => `${device} unplugged. Plug it in again and it comes back by itself.`,
      blocked: 'Press once to let the sound play.',
      unblock: 'Play sound',
      microphone: 'Microphone',
      camera: 'Camera',
      speaker: 'Speaker',
      level: 'Microphone level',
      levelHelp: 'The bar moves when you speak.',
      unnamed: (n) => `Device ${n}`,
      noDevice: 'None found',
      problem: {
        'not-allowed': 'The browser does not allow it. Allow it at the sign left of the address.',
        'not-found': 'Not found. Check that it is plugged in.',
        unplugged: 'Unplugged. Plug it in again and it comes back by itself.',
        'in-use': 'Another program uses it. Please close that program.',
        failed: 'It does not work. Plug it in again, or choose another.',
      },
    },
  },
);
