import '../ui/base.css';
import '../ui/ui.css';
import './booth.css';
import { createRoot } from 'react-dom/client';
import { pageClock } from '../clock/clock';
import { today } from '../clock/today';
import { rulesOf } from '../features/form/rules';
import { townsOf } from '../features/form/towns';
import { rulesOf as guideRulesOf } from '../features/guide/rules';
import { holdStage } from '../features/stage/holdStage';
import { loadForms } from '../forms';
import { mayHoldMyNumber } from '../forms/may-hold';
import { joinCall } from '../rtc/call';
import { watchFitness } from '../rtc/fitness';
import { createLocalMedia } from '../rtc/media';
import { createSenses } from '../rtc/senses';
import { createSignal } from '../signal/client';
import { connectWebSocket } from '../signal/socket';
import { loadTrees } from '../trees';
import { App } from './App';
import { createAloud } from './aloud/aloud';
import { browserVoice, playOn, terminalVoice } from './aloud/voice';
import { createApi } from './api';
import { createBooth } from './booth';
import { chime } from './chime';
import { endingAddress, endingOf } from './erase';
import { keepVisit, obey, renewPage, reportDevices } from './terminal/attend';
import { bare, createTerminal, hasTerminal } from './terminal/terminal';
import { texts } from './texts';

const ended = endingOf(location.search);
const terminal = hasTerminal(document)
  ? createTerminal(fetch.bind(globalThis), (address) => new EventSource(address))
  : null;
const [kept = null, equipment = bare] = await Promise.all([terminal?.load(), terminal?.equipment()]);
const { devices } = equipment;
const media = createLocalMedia(navigator.mediaDevices, {
  camera: { name: devices.camera, spare: devices.document_camera },
  microphone: { name: devices.microphone, spare: devices.handset },
  speaker: { name: devices.speaker, spare: devices.handset ?? devices.earphone },
  second: { name: devices.document_camera },
});
const api = createApi(fetch.bind(globalThis));
const towns = townsOf(async (area) => {
  const answer = await api.towns(area);
  return answer.is === 'ok' ? answer.value.towns : null;
});
const booth = createBooth(
  {
    api,
    clock: pageClock,
    media,
    ears: devices,
    connect: () =>
      createSignal({ connect: connectWebSocket('booth'), clock: pageClock, random: Math.random }),
    join: (signal, call, media) => joinCall({ signal, call, media }),
    hold: (call, media) => holdStage(call, media),
    watch: (isCovered, tell) =>
      watchFitness({ media, isCovered, senses: createSenses(), clock: pageClock, tell }),
    rules: async (definition) => rulesOf(await loadForms(), definition, today, towns.places),
    learnPlaces: towns.learn,
    guideRules: async (guide) => guideRulesOf(await loadTrees(), guide, today),
    phone: terminal === null ? location.origin : null,
    holdsMyNumber: (text) =>
      loadForms().then(
        (forms) => forms.holdsMyNumber(text),
        () => mayHoldMyNumber(text),
      ),
    newId: () => crypto.randomUUID(),
    print: terminal !== null && equipment.prints ? terminal.print : null,
    report:
      terminal === null
        ? { by: 'page', tell: async (lamps) => (await api.selftest(lamps)).is === 'ok' }
        : { by: 'program', tell: terminal.health },
    today,
    isPractice: false,
    erase: async (ending, why) => {
      if (terminal === null) location.replace(endingAddress(ending));
      // The terminal ends this browser. If it cannot be told, at least the document goes.
      else if (!(await terminal.end(ending, why))) location.replace('about:blank');
    },
  },
  ended,
  kept,
);
const voice =
  terminal === null
    ? browserVoice(globalThis.speechSynthesis)
    : terminalVoice(
        terminal,
        equipment.speaks,
        playOn(() => media.snapshot().chosen.speaker),
      );
const aloud = createAloud(voice, media.hold);
const reload = () => location.reload();
if (terminal === null) {
  renewPage(booth, pageClock, reload);
} else {
  addEventListener('pagehide', keepVisit(booth, terminal, pageClock));
  reportDevices(booth, terminal, pageClock, equipment);
  const greetings = {
    ja: texts.ja.aloud.greeting,
    easy: texts.easy.aloud.greeting,
    en: texts.en.aloud.greeting,
  };
  obey(booth, terminal, {
    reload,
    greet: () => {
      if (!aloud.greet(greetings)) chime();
    },
  });
}

const face = document.getElementById('face');
if (face === null) throw new Error('booth.html has the place of the face');
createRoot(face).render(
  <App booth={booth} aloud={aloud} ended={ended} language={kept?.language ?? ended?.language ?? 'ja'} />,
);
