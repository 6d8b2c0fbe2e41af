import { createRoot } from 'react-dom/client';
import { createSession } from '../features/account/session';
import { type Forms, loadForms } from '../forms';
import { mayHoldMyNumber } from '../forms/may-hold';
import { LanguageProvider } from '../i18n/language';
import { App } from './App';
import '../ui/base.css';
import '../ui/ui.css';
import './desk.css';

const face = document.getElementById('face');
if (face === null) throw new Error('desk.html has no place for the face');
let rules: Forms | null = null;
loadForms().then(
  (loaded) => {
    rules = loaded;
  },
  () => {},
);
const holdsMyNumber = (text: string) => rules?.holdsMyNumber(text) ?? mayHoldMyNumber(text);

const client = createSession(fetch.bind(globalThis));
createRoot(face).render(
  <LanguageProvider>
    <App client={client} holdsMyNumber={holdsMyNumber} />
  </LanguageProvider>,
);
