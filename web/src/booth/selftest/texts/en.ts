import type { Same } from '../../../i18n/catalogue';
import type { ja } from './ja';

export const en: Same<typeof ja> = {
  title: 'Check this counter',
  how: 'For the staff of this building: three questions check camera, microphone and loudspeaker. It takes about a minute.',
  privacy: 'Camera and microphone are on during the check only. No picture and no sound is sent anywhere.',
  start: 'Start the check',
  step: (now, of) => `Question ${now} of ${of}`,
  yes: 'Yes',
  no: 'No',
  ask: {
    camera: 'Can you see yourself?',
    microphone: 'Does the bar move when you speak?',
    speaker: 'Did you hear the sound?',
  },
  hints: {
    camera: 'Stand in front of the camera and look at the screen.',
    microphone: 'Say “hello” in your usual voice.',
    speaker: 'Press “Play the sound”: there are two short tones.',
  },
  preview: 'The camera’s picture',
  level: 'How loud you are',
  play: 'Play the sound',
  playAgain: 'Play it again',
  opening: 'Switching camera and microphone on',
  missing: {
    camera: 'The camera does not work. Please press “No”.',
    microphone: 'The microphone does not work. Please press “No”.',
  },
  report: {
    good: 'The check is done. Everything works',
    bad: 'The check is done. Something needs attention',
    parts: { camera: 'Camera', microphone: 'Microphone', speaker: 'Loudspeaker' },
    works: 'works',
    fails: 'does not work',
    todo: {
      camera: 'See whether its cable is loose or its lens covered.',
      microphone: 'See whether its cable is loose or its switch off.',
      speaker: 'See whether its cable is loose or its volume low.',
    },
    tcp: 'Line to the ward office (TCP)',
    udp: 'Line for picture and voice (UDP)',
    connected: 'connected',
    disconnected: 'not connected',
    program: 'This machine checks it by itself. The ward office sees the result with its devices.',
    unknown: 'This screen cannot check it. Please look at the first call of the day.',
    told: 'The ward office sees the result with its devices.',
    notTold: 'The result is not sent to the ward office. If something needs attention, please call.',
    telephone: 'If it cannot be mended, call',
    again: 'Check again',
    done: 'Finish',
  },
};
