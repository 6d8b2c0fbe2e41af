import { catalogue } from '../../i18n/catalogue';

/** How the officer is seen: choosing it, and when it could not be kept. */
export const pictureText = catalogue(
  {
    change: '自分の映り方を変える',
    title: '自分の映り方',
    choice: {
      camera: 'カメラのまま',
      blurred: '背景をぼかす',
      card: '席札（カメラを使わない）',
    },
    help: {
      camera: '部屋のようすも住民に見えます。',
      blurred:
        '丸い枠の外は、形がわからないほどぼけます。枠から出たところは見えません。自分が枠に入るように合わせてください。',
      'own-blur': 'ブラウザーが、人のまわりをぼかしています。',
      card: '担当課と、名札の決まりで出す席の番号や名字だけが映ります。カメラは切れています。',
      nothing: 'いま、住民に映像は届いていません。',
    },
    across: '枠の位置（左右）',
    near: '枠の大きさ',
    keys: '矢印キーでも動かせます。',
    preview: '住民に届く自分の映像',
    failed: '背景をぼかせなくなったため、席札を送っています。カメラの映像は届いていません。',
    again: 'もう一度ぼかす',
    close: '閉じる',
  },
  {
    en: {
      change: 'Change how you are seen',
      title: 'How you are seen',
      choice: {
        camera: 'The camera as it is',
        blurred: 'Blur the background',
        card: 'Name plate (camera not used)',
      },
      help: {
        camera: 'The resident sees your room, too.',
        blurred:
          'Outside the oval nothing can be made out, nor whatever of you leaves it. Place it so that you are inside.',
        'own-blur': 'The browser blurs what is around you.',
        card: 'Only your section is shown, and the seat or name that the office’s rule allows. The camera is off.',
        nothing: 'At the moment no picture of you reaches the resident.',
      },
      across: 'Place of the oval (left and right)',
      near: 'Size of the oval',
      keys: 'The arrow keys move it, too.',
      preview: 'Your picture as the resident gets it',
      failed: 'The background could not be blurred any more: your name plate is sent instead, and no camera.',
      again: 'Blur again',
      close: 'Close',
    },
  },
);
