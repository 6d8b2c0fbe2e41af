import { catalogue } from '../../i18n/catalogue';

/** 確認: what a resident is shown once more before it is booked, at a phone and at a booth. */
export const checkText = catalogue(
  {
    title: 'この内容で予約しますか',
    subject: '用件',
    when: '日時',
    where: '場所',
    bring: '持ちもの',
    nothing: '特にありません',
    telephone: '電話番号',
    notGiven: '書いていません',
    book: '予約する',
  },
  {
    easy: {
      title: 'これで {予約|よやく}しますか',
      subject: '{話|はな}すこと',
      when: 'いつ',
      where: 'どこ',
      bring: '{持|も}ってくるもの',
      nothing: 'ありません',
      telephone: '{電話番号|でんわばんごう}',
      notGiven: '{書|か}いていません',
      book: '{予約|よやく}する',
    },
    en: {
      title: 'Book this?',
      subject: 'Subject',
      when: 'When',
      where: 'Where',
      bring: 'What to bring',
      nothing: 'Nothing in particular',
      telephone: 'Telephone',
      notGiven: 'Not given',
      book: 'Book',
    },
  },
);
