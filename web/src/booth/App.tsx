import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import type { Language } from '../generated/protocol';
import { LanguageProvider, useLanguage } from '../i18n/language';
import { hidesScreen } from '../rtc/privacy';
import type { Facts } from '../signal/client';
import { createStore } from '../store/store';
import { useStore } from '../store/useStore';
import { Boundary } from '../ui/Boundary';
import { withoutRuby } from '../ui/ruby-markup';
import type { Aloud } from './aloud/aloud';
import { AloudProvider, useAloud } from './aloud/useAloud';
import type { Booth } from './booth';
import { Call } from './call/Call';
import { Covered } from './cover/Covered';
import type { Ending } from './erase';
import { SettingsProvider, useSettings } from './frame/settings';
import { TopBar } from './frame/TopBar';
import { QuestionScreen } from './screening/QuestionScreen';
import { Alone } from './screens/Alone';
import { Callback } from './screens/Callback';
import { Confirm } from './screens/Confirm';
import { Dialling } from './screens/Dialling';
import { Discreet } from './screens/Discreet';
import { Elsewhere } from './screens/Elsewhere';
import { Erased } from './screens/Erased';
import { IdleWarning } from './screens/IdleWarning';
import { LineDown } from './screens/LineDown';
import { OutOfOrder } from './screens/OutOfOrder';
import { Pairing } from './screens/Pairing';
import { Rate } from './screens/Rate';
import { Start } from './screens/Start';
import { Tiles } from './screens/Tiles';
import { TurnedAway } from './screens/TurnedAway';
import { Waiting } from './screens/Waiting';
import { BoothProvider, useBooth, useBoothState, useWords } from './useBooth';

// Parts of their own: most visits need none of them.
const Arrival = lazy(() => import('./arrival/Arrival'));
const Booking = lazy(() => import('./booking/Booking'));
const Guide = lazy(() => import('./guide/GuideScreen'));
const Practice = lazy(() => import('./practice/Practice'));
const SelfTest = lazy(() => import('./selftest/SelfTest'));

export function App({
  booth,
  aloud,
  ended,
  language,
}: {
  readonly booth: Booth;
  readonly aloud: Aloud;
  readonly ended: Ending | null;
  readonly language: Language;
}) {
  return (
    <LanguageProvider initial={language}>
      <SettingsProvider>
        <BoothProvider value={booth}>
          <AloudProvider value={aloud}>
            <Face ended={ended} />
          </AloudProvider>
        </BoothProvider>
      </SettingsProvider>
    </LanguageProvider>
  );
}

/** Who set the first screen to their liking and left must not decide for the next resident. */
const SETTINGS_MS = 60_000;

function Face({ ended }: { readonly ended: Ending | null }) {
  const booth = useBooth();
  const { privacy, idle, visit, language: spoken } = useBoothState();
  const { language, setLanguage } = useLanguage();
  const { size, dark, setSize, setDark } = useSettings();
  const aloud = useAloud();
  const { on } = useStore(aloud);
  const isOwn = language !== 'ja' || size !== 'normal' || dark || on;
  // A booking is checked in: the page goes on as it was booked.
  useEffect(() => setLanguage(spoken), [spoken, setLanguage]);
  useEffect(() => {
    if (visit.at !== 'start' || !isOwn) return;
    const timer = setTimeout(() => {
      booth.speak('ja');
      setLanguage('ja');
      setSize('normal');
      setDark(false);
      aloud.turn(false);
    }, SETTINGS_MS);
    return () => clearTimeout(timer);
  }, [booth, aloud, visit.at, isOwn, setLanguage, setSize, setDark]);
  useEffect(() => {
    const touch = () => {
      aloud.stop();
      booth.touch();
    };
    addEventListener('pointerdown', touch);
    addEventListener('keydown', touch);
    return () => {
      removeEventListener('pointerdown', touch);
      removeEventListener('keydown', touch);
    };
  }, [booth, aloud]);
  return (
    <div className="booth">
      <TopBar />
      {hidesScreen(privacy) && visit.at !== 'practice' ? (
        <Covered privacy={privacy} />
      ) : (
        <Visit ended={ended} />
      )}
      {idle.seen === 'warning' && <IdleWarning secondsLeft={idle.secondsLeft} />}
    </div>
  );
}

const noFacts = createStore<Facts | null>(null);
/** A line that is away for less than this is not worth a word. With the keeper's four seconds the page knows within five. */
const PATIENCE_MS = 1_000;

function Visit({ ended }: { readonly ended: Ending | null }) {
  const booth = useBooth();
  const [farewell, setFarewell] = useState(ended !== null);
  const { stage, info, visit, form, call, signal } = useBoothState();
  const link = useStore<Facts | null>(signal ?? noFacts)?.link ?? null;
  const isDown = useLasting(stage === 'unreachable' || (link !== null && link.is !== 'open'), PATIENCE_MS);
  const again = useCallback(() => {
    // Takes the words of the last visit out of the address; the document is the new one already.
    history.replaceState(null, '', '/booth');
    setFarewell(false);
    booth.tell({ type: 'again' });
  }, [booth]);

  // The visit's own document shows nothing any more; the next one says that it is so.
  if (visit.at === 'erased' && !farewell) return null;
  if (visit.at === 'erased') return <Erased submitted={visit.submitted} onDone={again} />;
  if (stage === 'unpaired') return <Pairing />;
  if (visit.at === 'practice' && info !== null)
    return (
      <Apart>
        <Practice place={info} />
      </Apart>
    );
  if (visit.at === 'selftest')
    return (
      <Apart>
        <SelfTest />
      </Apart>
    );
  if (link?.is === 'ended' && stage !== 'outdated') return <LineDown why="for-good" />;
  if (visit.at === 'call' && call !== null) return <Call view={visit.call} call={call} />;
  if (visit.at === 'alone' && form.is === 'open') return <Alone form={form.form} />;
  if (visit.at === 'rating') return <Rate />;
  if (stage === 'outdated') return <LineDown why="outdated" />;
  if (isDown) return <LineDown why="away" />;
  if (stage !== 'ready') return null;
  if (info?.out_of_order != null && visit.at !== 'ringing' && visit.at !== 'dialling')
    return <OutOfOrder why={info.out_of_order} />;
  switch (visit.at) {
    case 'start':
      return <Start />;
    case 'tiles':
      return <Tiles page={visit.page} />;
    case 'arrival':
      return (
        <Apart>
          <Arrival arrival={visit.arrival} />
        </Apart>
      );
    case 'booking':
      return (
        <Apart>
          <Booking planning={visit.planning} />
        </Apart>
      );
    case 'discreet':
      return <Discreet />;
    case 'screening':
      return <QuestionScreen visit={visit} />;
    case 'guide':
      return (
        <Apart>
          <Guide />
        </Apart>
      );
    case 'elsewhere':
      return <Elsewhere visit={visit} />;
    case 'confirm':
      return <Confirm visit={visit} />;
    case 'ringing':
      return <Waiting visit={visit} />;
    case 'callback':
      return <Callback call={visit.call} />;
    case 'dialling':
      return <Dialling visit={visit} />;
    case 'turned-away':
      return <TurnedAway why={visit.why} subject={visit.subject} />;
    default:
      return null;
  }
}

/** A part that is loaded when it is wanted; where that fails, the way back stands there. */
function Apart({ children }: { readonly children: ReactNode }) {
  const booth = useBooth();
  const t = useWords();
  return (
    <Boundary
      words={withoutRuby(t.start.notOpened)}
      again={withoutRuby(t.rail.back)}
      onAgain={() => booth.tell({ type: 'back' })}
    >
      <Suspense fallback={null}>{children}</Suspense>
    </Boundary>
  );
}

/** True once `now` has been so for `ms`, false at once when it is not. */
function useLasting(now: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [now, ms]);
  return now && lasting;
}
