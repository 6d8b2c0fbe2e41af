import type { Same } from '../../../i18n/catalogue';
import type { ja } from './ja';

export const en: Same<typeof ja> = {
  title: 'Please enter your booking code',
  how: 'It has 8 characters. Press the keys below, or hold your QR code to the camera.',
  code: 'Booking code',
  keys: 'Keys of the code',
  scan: 'Show the QR code',
  hold: 'Hold the QR code of your booking to the camera.',
  foreign: 'This is not the QR code of a booking. Please hold the one of your booking to the camera.',
  noScan: 'The camera view could not be opened. Please use the keys below.',
  next: 'Check in',
  asking: 'Looking it up. Please wait a moment.',
  lost: (ward, telephone) => `If you do not have the code, please telephone ${ward} (${telephone}).`,
  faults: {
    short: (missing) =>
      missing === 1 ? '1 more character is needed.' : `${missing} more characters are needed.`,
    long: 'It is longer than 8 characters. Please compare it with your slip.',
    letters: 'A code has no such character. The digits 0 and 1 and the letters I, L, O and U are not used.',
    wrong: 'No booking has this code. Please compare it with your slip.',
    line: 'The line failed. Your code is still here. Please press “Check in” again.',
    server: 'You could not be checked in. Your code is still here. Please press “Check in” again.',
    tooMany: 'There were too many wrong codes. Please wait a little, then press again.',
    tooManyFor: (minutes) =>
      `There were too many wrong codes. Please wait about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then press again.`,
  },
  refused: {
    title: {
      early: 'It is too early to check in',
      late: 'It is too late to check in',
      served: 'This booking has already taken place',
      missed: 'This booking is over',
      cancelled: 'This booking was cancelled',
      over: 'This booking cannot be used any more',
      elsewhere: 'What you booked is not handled here',
      counter: 'This booking is for the counter of the ward office',
    },
    next: {
      early: 'Please wait nearby until then, and enter your code again.',
      late: 'We are sorry. You can take a ticket now, or book another day.',
      served: 'If there is anything else, please begin from the first screen.',
      missed: 'You can take a ticket from the first screen, or telephone us.',
      cancelled:
        'If you did not cancel it, please telephone us. You can take a ticket from the first screen.',
      over: 'You can take a ticket from the first screen, or telephone us.',
      elsewhere: 'We are sorry. Please go to the place that you booked, or telephone us.',
      counter:
        'You cannot check in here. Please go to the counter of the ward office at the time you booked.',
    },
    booked: (when, site) => `Your booking is ${when}, ${site}.`,
    from: (when) => `You can check in from ${when}.`,
    until: (when) => `You could check in until ${when}.`,
    ticket: 'Take a ticket now',
    code: 'Enter a code again',
    start: 'To the first screen',
  },
};
