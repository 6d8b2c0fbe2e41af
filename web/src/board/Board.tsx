import { useEffect } from 'react';
import type { Clock } from '../clock/clock';
import type { BoardSubject, Crowd, Board as Facts, Language } from '../generated/protocol';
import type { Watch } from '../http/watch';
import { useLanguage, useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import { Icon, type IconName } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { Words } from '../ui/Words';
import { useFit } from './fit';
import { boardText } from './text';

const icons: Readonly<Record<Crowd, IconName>> = {
  free: 'done',
  some: 'clock',
  full: 'warning',
  'out-of-order': 'error',
  closed: 'away',
};

/** Each language stays for so long; nobody can touch a signage screen. */
const TURN_MS = 12_000;
const turns: readonly Language[] = ['ja', 'easy', 'en'];

/** 掲示: what the counter of a site does, when, and how busy it is, for everybody who passes. */
export function Board({ board, clock }: { readonly board: Watch<Facts>; readonly clock: Clock }) {
  const { language, setLanguage } = useLanguage();
  const text = useText(boardText);
  const state = useStore(board);
  const fitted = useFit();
  useEffect(() => {
    const next = turns[(turns.indexOf(language) + 1) % turns.length] ?? 'ja';
    return clock.after(TURN_MS, () => setLanguage(next));
  }, [clock, language, setLanguage]);
  return (
    <main className="board" ref={fitted}>
      <header>
        <h1>
          <Words>{text.title}</Words>
        </h1>
        {state.is === 'loaded' && <p className="place">{state.value.site_name}</p>}
      </header>
      {state.is === 'loading' && <Words>{text.loading}</Words>}
      {state.is === 'missing' && (
        <Notice kind="harm">
          <Words>{text.missing}</Words>
        </Notice>
      )}
      {(state.is === 'unreachable' || state.is === 'forbidden') && (
        <Notice kind="act">
          <Words>{text.unreachable}</Words>
        </Notice>
      )}
      {state.is === 'loaded' && <Known facts={state.value} stale={state.stale} language={language} />}
    </main>
  );
}

function Known({
  facts,
  stale,
  language,
}: {
  readonly facts: Facts;
  readonly stale: boolean;
  readonly language: Language;
}) {
  const text = useText(boardText);
  return (
    <>
      <section className="crowd" data-crowd={stale ? 'stale' : facts.crowd}>
        <Icon name={icons[facts.crowd]} />
        <p className="what">
          <Words>{text.crowd[facts.crowd]}</Words>
        </p>
        <p>
          <Words>{stale ? text.stale : text.crowdHelp[facts.crowd]}</Words>
        </p>
      </section>
      <p className="how">
        <Words>{text.what(facts.ward_name)}</Words> <Words>{text.how}</Words>
      </p>
      <section className="subjects">
        <h2>
          <Words>{text.subjects}</Words>
        </h2>
        <ul>
          {facts.subjects.map((subject) => (
            <li key={subject.name}>
              <Words>{nameOf(subject, language)}</Words>
            </li>
          ))}
        </ul>
      </section>
      <dl>
        <div>
          <dt>
            <Words>{text.hours}</Words>
          </dt>
          <dd>
            <Words>
              {facts.hours === null ? text.unknownHours : text.span(facts.hours.opens, facts.hours.closes)}
            </Words>
          </dd>
        </div>
        <div>
          <dt>
            <Words>{text.telephone}</Words>
          </dt>
          <dd>{facts.telephone}</dd>
        </div>
      </dl>
    </>
  );
}

function nameOf(subject: BoardSubject, language: Language): string {
  if (language === 'en') return subject.name_en ?? subject.name;
  return (language === 'easy' && subject.name_easy) || subject.name;
}
