import { catalogue } from '../../i18n/catalogue';

/** What is read out to a caller, in the caller's own language: no ruby, and everything in words. */
export const readBackText = catalogue(
  {
    made: '予約をおとりしました。くり返します。',
    when: (date: string, time: string) => `日時は、${date}、${time}からです。`,
    where: (site: string) => `場所は、${site}のリモート窓口です。`,
    counter: (site: string) => `場所は、${site}です。区役所へ来ていただきます。`,
    access: (way: string) => `行き方は、${way}です。`,
    about: (subject: string) => `ご用件は、${subject}です。`,
    code: (said: string) => `予約コードは、${said}です。お書きとめください。`,
    arrive: (from: string, until: string) =>
      `当日は、${from}から${until}までのあいだに、窓口の機械で「予約した方」を押して、この番号を入れてください。`,
    come: '当日は、予約の時間に区役所の窓口で、この番号をお伝えください。',
    bring: (things: string) => `お持ちいただくものを申し上げます。${things}`,
    change: (telephone: string) =>
      `変更や取消は、この番号をお手もとに、${telephone}へお電話ください。スマートフォンからもできます。`,
    between: '、',
    as: (word: string, letter: string) => `${word}の${letter}`,
    weekday: '曜日',
    morning: (time: string) => `午前${time}`,
    noon: (time: string) => `お昼の${time}`,
    afternoon: (time: string) => `午後${time}`,
    hour: (hour: number) => `${hour}時`,
    minutes: (hour: number, minutes: number) => `${hour}時${minutes}分`,
  },
  {
    easy: {
      made: '予約が できました。もう一度 言います。',
      when: (date, time) => `日にちと 時間は、${date}、${time}です。`,
      where: (site) => `場所は、${site}の リモート窓口です。`,
      counter: (site) => `場所は、${site}です。区役所へ 来てください。`,
      access: (way) => `行き方は、${way}です。`,
      about: (subject) => `相談することは、${subject}です。`,
      code: (said) => `予約の 番号は、${said}です。紙に 書いてください。`,
      arrive: (from, until) =>
        `その日は、${from}から ${until}までに 来てください。機械の「予約した人」を 押して、番号を 入れます。`,
      come: 'その日は、予約の 時間に 区役所の 窓口で、番号を 言ってください。',
      bring: (things) => `持ってくるものを 言います。${things}`,
      change: (telephone) =>
        `日にちを 変えたいとき、やめたいときは、${telephone}に 電話してください。番号を 言ってください。`,
      between: '、',
      as: (word, letter) => `${word}の ${letter}`,
      weekday: '曜日',
      morning: (time) => `午前 ${time}`,
      noon: (time) => `昼の ${time}`,
      afternoon: (time) => `午後 ${time}`,
      hour: (hour) => `${hour}時`,
      minutes: (hour, minutes) => `${hour}時${minutes}分`,
    },
    en: {
      made: 'Your booking is made. Let me read it back to you.',
      when: (date, time) => `It is on ${date}, at ${time}.`,
      where: (site) => `The place is the remote counter at ${site}.`,
      counter: (site) => `The place is ${site}. You go there in person.`,
      access: (way) => `How to get there: ${way}.`,
      about: (subject) => `It is about: ${subject}.`,
      code: (said) => `Your booking code is ${said}. Please write it down.`,
      arrive: (from, until) =>
        `On the day, come between ${from} and ${until}, touch “I have a booking” on the machine, and enter this code.`,
      come: 'On the day, say this code at the counter of the ward office.',
      bring: (things) => `What to bring: ${things}`,
      change: (telephone) =>
        `To change or cancel, call ${telephone} with this code at hand. You can also do so on your phone’s browser.`,
      between: ', ',
      as: (word, letter) => `${letter} as in ${word}`,
      weekday: '',
      morning: (time) => `${time} in the morning`,
      noon: (time) => `${time}, around noon`,
      afternoon: (time) => `${time} in the afternoon`,
      hour: (hour) => `${hour} o’clock`,
      minutes: (hour, minutes) => `${hour}:${String(minutes).padStart(2, '0')}`,
    },
  },
);
