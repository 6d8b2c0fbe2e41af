import { createRoot } from 'react-dom/client';
import { pageClock } from '../clock/clock';
import type { Board as Facts } from '../generated/protocol';
import { createAsk } from '../http/ask';
import { watch } from '../http/watch';
import { LanguageProvider } from '../i18n/language';
import { Board } from './Board';
import '../ui/base.css';
import '../ui/ui.css';
import './board.css';

const face = document.getElementById('face');
if (face === null) throw new Error('board.html has no place for the face');

const ask = createAsk(fetch.bind(globalThis));
const site = location.pathname.split('/').at(-1) ?? '';
const board = watch<Facts>(() => ask('GET', `/api/board/${site}`), pageClock);
createRoot(face).render(
  <LanguageProvider>
    <Board board={board} clock={pageClock} />
  </LanguageProvider>,
);
