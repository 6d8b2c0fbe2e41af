import type { Same } from '../../../i18n/catalogue';
import type { ja } from './ja';

export const en: Same<typeof ja> = {
  name: 'Practice',
  banner: 'Practice: no officer, camera or microphone; nothing is sent.',
  loading: 'Getting the practice ready',
  failed: 'The practice could not be opened.',
  again: 'Try again',
  title: 'You are talking with the practice officer',
  officer: 'A drawn officer',
  step: (now, of) => `Practice ${now} of ${of}`,
  repeat: 'Hear it again',
  back: 'Step back',
  skip: 'Skip',
  next: 'Next practice step',
  restart: 'Practise from the start',
  check: 'This is practice, so nothing is sent. It ends here.',
  checked: 'Close the practice form',
  note: {
    ask: 'We can also write. Please press “Yes”, or write and send it.',
    reply: 'I can read it. Thank you.',
  },
  says: {
    hello:
      'Hello. I am the practice officer. Let us try everything together, as at the real counter. Press “Next practice step”.',
    volume: 'Let us change how loud I am. Press “Quieter” or “Louder”; a sound plays that loud.',
    cover: 'When people come near, press “Hide screen” at the bottom left. Then press “Show the screen”.',
    note: 'If it is hard to hear, we can write. Press “Write”, then press “Yes”, or write and send it.',
    write: 'Let us fill in a form. Press “Fill in the form” and answer two questions.',
    accept:
      'An officer may suggest an answer. Read it inside the dashed line, and press “Yes, this is right” or “No”.',
    bye: 'That is all. Well done. Press “Finish” at the bottom right to finish.',
  },
  done: {
    volume: 'That changed it. Choose what you hear best, and press “Next practice step”.',
    cover: 'Well done. While it is hidden, nothing is seen or heard. Press “Next practice step”.',
    note: 'Your note arrived. Press “Next practice step”.',
    write: 'Well written. Press “Next practice step”.',
    accept: 'Well done. You always decide. Press “Next practice step”.',
  },
};
