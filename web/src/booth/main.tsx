import '../ui/base.css';
import '../ui/ui.css';
import './booth.css';
import { createRoot } from 'react-dom/client';
import { pageClock } from '../clock/clock';
import { rulesOf } from '../features/form/rules';
import { loadForms } from '../forms';
import { joinCall } from '../rtc/call';
import { createLocalMedia } from '../rtc/media';
import { createSignal } from '../signal/client';
import { connectWebSocket } from '../signal/socket';
import { App } from './App';
import { createApi } from './api';
import { createBooth } from './booth';
import { chime } from './chime';
import { endingAddress, endingOf } from './erase';
import { keepVisit, obey } from './terminal/attend';
import { createTerminal, hasTerminal } from './terminal/terminal';

/** The day at the ward office, whatever the machine's own time zone. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());

const ended = endingOf(location.search);
const terminal = hasTerminal(document)
  ? createTerminal(fetch.bind(globalThis), (address) => new EventSource(address))
  : null;
const kept = (await terminal?.load()) ?? null;
const booth = createBooth(
  {
    api: createApi(fetch.bind(globalThis)),
    clock: pageClock,
    media: createLocalMedia(navigator.mediaDevices),
    connect: () =>
      createSignal({ connect: connectWebSocket('booth'), clock: pageClock, random: Math.random }),
    join: (signal, call, media) => joinCall({ signal, call, media }),
    rules: async (definition) => rulesOf(await loadForms(), definition, today),
    holdsMyNumber: async (text) => (await loadForms()).holdsMyNumber(text),
    newId: () => crypto.randomUUID(),
    erase: async (ending, why) => {
      if (terminal === null) location.replace(endingAddress(ending));
      // The terminal ends this browser. If it cannot be told, at least the document goes.
      else if (!(await terminal.end(ending, why))) location.replace('about:blank');
    },
  },
  ended,
  kept,
);
if (terminal !== null) {
  addEventListener('pagehide', keepVisit(booth, terminal, pageClock));
  obey(booth, terminal, { reload: () => location.reload(), greet: chime });
}

const face = document.getElementById('face');
if (face === null) throw new Error('booth.html has the place of the face');
createRoot(face).render(
  <App booth={booth} ended={ended} language={kept?.language ?? ended?.language ?? 'ja'} />,
);
