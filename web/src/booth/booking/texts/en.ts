import { checkText } from '../../../features/booking/check-text';
import type { Same } from '../../../i18n/catalogue';
import type { ja } from './ja';

const minutesInWords = (minutes: number) => (minutes === 1 ? 'a minute' : `${minutes} minutes`);

export const en: Same<typeof ja> = {
  faults: {
    line: 'The line failed. Please press again; you will not be booked twice.',
    server: 'It could not be booked. What you entered is still here. Please press again.',
    cap: 'You have as many bookings as one person may have. Please telephone to cancel one, then try again.',
    tooMany: 'It is a little busy. Please wait a moment and press again.',
    tooManyFor: (minutes) => `It is a little busy. Please press again in about ${minutesInWords(minutes)}.`,
  },
  times: {
    title: 'When would you like to come?',
    how: 'The earliest first. The time you press is kept for you for 5 minutes.',
    offered: 'Free times close to it.',
    here: 'Here',
    near: (site) => `Nearby: ${site}`,
    loading: 'Looking for free times. Please wait a moment.',
    failed: 'The free times could not be found. Please try again.',
    again: 'Look again',
    all: 'See all free times',
    previous: 'Previous',
    earliest: 'Earliest day',
    following: 'Next',
    day: 'Next day',
    week: 'A week later',
    taking: 'Keeping it for you. Please wait a moment.',
    missed: {
      gone: 'Somebody else has just booked that time. Please choose another.',
      'not-open': 'That time cannot be booked any more. Please choose another.',
      over: 'The time was kept for 5 minutes, which are over. What you entered is still here. Please choose again.',
      overlapping: 'You have another booking at that time. Please choose another time.',
      'not-there': 'This cannot be done at that place. Please choose a time at another place.',
    },
    none: {
      title: 'There are no times to book at the moment',
      closed: 'The counter stays closed for a while. Please telephone us.',
      full: 'All times are booked. Please telephone us.',
      other: 'This cannot be booked yet. Please telephone us.',
    },
  },
  telephone: {
    title: 'Your telephone number, if you like',
    how: 'We call only if the counter has to close. We delete it after your booking.',
    label: 'Telephone number',
    next: 'Next',
    skip: 'Go on without it',
    wrong: 'Please write 10 or 11 digits, with the area code.',
    kept: (when, until) => `${when} is kept for you until ${until}.`,
  },
  check: {
    ...checkText.en,
    sending: 'Booking. Please wait.',
  },
  done: {
    title: 'You are booked',
    code: 'Booking code',
    write: 'Please write the code down, or print it. You need it to check in.',
    spoken: (letters) => `Your booking code is ${letters}`,
    qr: 'QR code of the booking code',
    arrive: (from, until) =>
      `On the day, between ${from} and ${until}, press “I have a booking” at the booth and give the code or the QR code.`,
    come: 'Please come to the counter of the ward office at that time, and say your code.',
    when: (when) => `Your booking: ${when}`,
    end: 'I have the code. Finish',
    change: 'To change or cancel it, please telephone and give the code.',
    bring: (what) => `Please bring: ${what}`,
  },
};
