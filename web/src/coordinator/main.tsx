import { createRoot } from 'react-dom/client';
import { EraProvider } from '../calendar/era';
import { pageClock } from '../clock/clock';
import { createSession } from '../features/account/session';
import { LanguageProvider } from '../i18n/language';
import { App } from './App';
import { createCoordinatorApi } from './api';
import { createPlanDraft } from './plan/drafting';
import { loadDraftRules } from './publications/load';
import { createShelf } from './publications/shelf';
import { ServicesContext } from './services';
import '../ui/base.css';
import '../ui/ui.css';
import '../frame/frame.css';
import './coordinator.css';

const face = document.getElementById('face');
if (face === null) throw new Error('coordinator.html has no place for the face');

const fetcher = fetch.bind(globalThis);
const client = createSession(fetcher);
const api = createCoordinatorApi(client.watching(fetcher));
const services = {
  api,
  draft: createPlanDraft(api, pageClock),
  shelf: createShelf(api, loadDraftRules, pageClock),
  clock: pageClock,
  newId: () => crypto.randomUUID(),
};
createRoot(face).render(
  <LanguageProvider>
    <EraProvider>
      <ServicesContext value={services}>
        <App client={client} />
      </ServicesContext>
    </EraProvider>
  </LanguageProvider>,
);
