import { createRoot } from 'react-dom/client';
import { EraProvider } from '../calendar/era';
import { pageClock } from '../clock/clock';
import { today } from '../clock/today';
import { createSession } from '../features/account/session';
import { LanguageProvider } from '../i18n/language';
import { App } from './App';
import { createOfficeApi } from './api';
import { ServicesContext } from './services';
import '../ui/base.css';
import '../ui/ui.css';
import '../frame/frame.css';

const face = document.getElementById('face');
if (face === null) throw new Error('office.html has no place for the face');

const fetcher = fetch.bind(globalThis);
const client = createSession(fetcher);
const services = { api: createOfficeApi(client.watching(fetcher)), clock: pageClock, today };
createRoot(face).render(
  <LanguageProvider>
    <EraProvider>
      <ServicesContext value={services}>
        <App client={client} />
      </ServicesContext>
    </EraProvider>
  </LanguageProvider>,
);
