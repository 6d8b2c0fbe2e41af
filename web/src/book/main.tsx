import { createRoot } from 'react-dom/client';
import { today } from '../clock/today';
import { guideApi } from '../features/guide/api';
import { rulesOf } from '../features/guide/rules';
import { loadForms } from '../forms';
import { createAsk } from '../http/ask';
import { newKey } from '../http/key';
import { languageTag } from '../i18n/names';
import { loadTrees } from '../trees';
import { App } from './App';
import { createApi, PATIENCE_MS } from './api';
import { createApplicant } from './application/applicant-controller';
import { BookProvider } from './context';
import { createController, type Trail } from './controller';
import { createPhoneGuide } from './guide/phone-guide';
import type { Page } from './state';
import '../ui/base.css';
import '../ui/ui.css';
import './book.css';

const face = document.getElementById('face');
if (face === null) throw new Error('book.html has no place for the face');

const address = (fragment: string) => `${location.pathname}${fragment}`;
// An entry of the history names its page; what was entered is in memory alone.
const trail: Trail = {
  fragment: () => location.hash,
  page: () => (history.state as { page: Page } | null)?.page ?? null,
  push: (fragment, page) => history.pushState({ page }, '', address(fragment)),
  replace: (fragment, page) => history.replaceState({ page }, '', address(fragment)),
};

function save(calendar: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([calendar], { type: 'text/calendar' }));
  link.download = 'yoyaku.ics';
  link.click();
  URL.revokeObjectURL(link.href);
}

const controller = createController({ api: createApi(fetch.bind(globalThis)), trail, newKey, save });
const guiding = createPhoneGuide({
  api: guideApi(createAsk(fetch.bind(globalThis))),
  rules: async (guide) => rulesOf(await loadTrees(), guide, today),
});
const applying = createApplicant(createAsk(fetch.bind(globalThis), PATIENCE_MS), loadForms);
window.addEventListener('popstate', controller.came);
const speak = () => {
  document.documentElement.lang = languageTag(controller.snapshot().language);
};
controller.subscribe(speak);
speak();
createRoot(face).render(
  <BookProvider controller={controller} guiding={guiding} applying={applying}>
    <App />
  </BookProvider>,
);
