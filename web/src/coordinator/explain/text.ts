import { catalogue } from '../../i18n/catalogue';

export const explainText = catalogue(
  {
    lead: 'ある日時が予約できるか、できないならなぜかを調べます。',
    of: 'どちらを調べるか',
    ofs: { published: '公開中の時間', draft: '下書き' },
    site: '施設',
    subject: '用件',
    date: '日',
    time: '時刻',
    timeHelp: '例：17:30',
    ask: '調べる',
    noDate: '日付を選んでください。',
    noTime: '時刻を「9:00」のように入力してください。',
    open: '予約できます',
    closed: '予約できません',
    about: (date: string, time: string, site: string, subject: string) =>
      `${date} ${time}、${site}、${subject}`,
    unreachable: 'サーバーにつながりません。もう一度押してください。',
  },
  {
    en: {
      lead: 'Find out whether a time can be booked, and why not.',
      of: 'Of which',
      ofs: { published: 'What is published', draft: 'The draft' },
      site: 'Site',
      subject: 'Subject',
      date: 'Day',
      time: 'Time',
      timeHelp: 'As in 17:30',
      ask: 'Find out',
      noDate: 'Choose a date.',
      noTime: 'Enter a time such as 9:00.',
      open: 'It can be booked',
      closed: 'It cannot be booked',
      about: (date: string, time: string, site: string, subject: string) =>
        `${date} ${time}, ${site}, ${subject}`,
      unreachable: 'The server cannot be reached. Press again.',
    },
  },
);
