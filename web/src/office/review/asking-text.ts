import { catalogue } from '../../i18n/catalogue';

/** What a reviewer is asked before an application goes on, or back to its applicant. */
export const askingText = catalogue(
  {
    correction: {
      cancel: 'やめる（書いた内容は残ります）',
      title: '補正を求める',
      lead: '申請は、もう届いています。差し戻さず、直してほしいところをお願いします。',
      fields: '直してほしい項目',
      choose: '項目を選ぶ',
      placeholder: '選んでください',
      none: '項目を1つ以上選んでください。',
      words: (field: string) => `${field}について、お願いすること`,
      wordsHelp: '申請した方が読みます。やさしい言葉で。個人の欄の内容や個人番号は書かないでください。',
      phrases: (field: string) => `${field}：よく使う言い方`,
      remove: (field: string) => `${field}を外す`,
      removeShort: '外す',
      faults: {
        empty: '何を直してほしいか、書いてください。',
        'too-long': '200文字以内で書いてください。',
        'my-number': '個人番号（マイナンバー）のような12けたの数字は書けません。消してください。',
      },
      until: '期限',
      untilFaults: {
        'no-date': '日付を選んでください。',
        past: 'きょうか、その後の日付にしてください。',
      },
      preview: '申請した方には、このように見えます',
      previewTitle: '直してほしいところがあります',
      previewUntil: (day: string) => `${day}までに直してください。`,
      send: 'この内容で補正を求める',
    },
    complete: {
      cancel: 'やめる',
      title: '審査済にする',
      ready: '形式審査で見つかったことも、届いていない書類もありません。',
      open: '次のことが、まだ残っています。',
      paper: (name: string) => `書類が届いていません：${name}`,
      allow: '上のことを確かめました。このまま審査済にします。',
      missing: '残っていることを確かめて、印を付けてください。直してもらうときは「補正を求める」を使います。',
      send: '審査済にする',
    },
  },
  {
    en: {
      correction: {
        cancel: 'Cancel (what you wrote is kept)',
        title: 'Ask for a correction',
        lead: 'The application has arrived; it is not sent back. Ask for what is to be put right.',
        fields: 'What is to be put right',
        choose: 'Choose a field',
        placeholder: 'Choose',
        none: 'Choose one field at least.',
        words: (field: string) => `What you ask about: ${field}`,
        wordsHelp:
          'The applicant reads this. Write plainly, in Japanese, and neither private answers nor a My Number.',
        phrases: (field: string) => `${field}: phrases`,
        remove: (field: string) => `Leave out: ${field}`,
        removeShort: 'Leave out',
        faults: {
          empty: 'Write what is to be put right.',
          'too-long': 'Write 200 characters at most.',
          'my-number': 'Twelve digits like those of a My Number cannot be written here. Delete them.',
        },
        until: 'Until',
        untilFaults: { 'no-date': 'Choose a date.', past: 'Choose today or a later day.' },
        preview: 'What the applicant will read',
        previewTitle: '直してほしいところがあります',
        previewUntil: (day: string) => `${day}までに直してください。`,
        send: 'Ask for this correction',
      },
      complete: {
        cancel: 'Cancel',
        title: 'Mark it complete',
        ready: 'The formal check found nothing, and every paper has come.',
        open: 'This is still open:',
        paper: (name: string) => `A paper has not come: ${name}`,
        allow: 'I have looked at this. It is complete all the same.',
        missing:
          'Look at what is open and tick the box. To have it put right, use “Ask for a correction” instead.',
        send: 'Mark it complete',
      },
    },
  },
);

/** What is often asked. It is sent as it stands, so it is Japanese in every language of the face. */
export const PHRASES: readonly string[] = [
  'もう一度、ご確認のうえ入力してください。',
  '建物の名前と部屋の番号まで書いてください。',
  '住民票のとおりに書いてください。',
  'フリガナを、お名前に合わせてください。',
  '別の日を選んでください。',
];
