import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { frameText } from '../../frame/text';
import type { Body, Publication } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { askedOf } from '../draft/asked';
import type { OpenDraft } from '../draft/draft';
import { Asking } from '../frame/Asking';
import { DraftBar } from '../frame/DraftBar';
import { useServices } from '../services';
import { clashWords } from './Differences';
import { DraftEditor } from './DraftEditor';
import type { Comparison, PublicationDraft, PublicationState } from './drafting';
import { contentOf } from './edit';
import { type FileSaid, Files } from './Files';
import { namesText } from './names';
import { ReviewPage } from './ReviewPage';
import { hashOf, type Route, TABS } from './route';
import type { DraftRules } from './rules';
import type { Taken } from './shelf';
import { TryOut } from './TryOut';
import { emptyOf } from './templates';
import { publicationsText } from './text';
import { titleOf } from './words';

type OneRoute = Extract<Route, { is: 'one' }>;

/** One screening or guide. It is taken in hand with the rules by which it is judged. */
export function One({ route, zone }: { readonly route: OneRoute; readonly zone: string }) {
  const text = useText(publicationsText);
  const { loading } = useText(frameText);
  const { shelf } = useServices();
  const [taken, setTaken] = useState<Taken | 'failed' | null>(null);
  const take = useCallback(async () => {
    setTaken(null);
    try {
      const one = await shelf.take(route.id);
      await one.draft.load();
      setTaken(one);
    } catch {
      setTaken('failed');
    }
  }, [shelf, route.id]);
  useEffect(() => void take(), [take]);
  if (taken === null) return <p role="status">{loading}</p>;
  if (taken === 'failed') {
    return (
      <Notice kind="harm" live="now">
        <p>{text.rulesFailed}</p>
        <Button onPress={() => void take()}>{text.again}</Button>
      </Notice>
    );
  }
  return <Drafted {...taken} route={route} zone={zone} />;
}

function Drafted({ draft, rules, route, zone }: Taken & { readonly route: OneRoute; readonly zone: string }) {
  const state: PublicationState = useStore(draft);
  // Whoever leaves the page has ended their typing.
  useEffect(() => () => void draft.flush(), [draft]);
  return (
    <Asking asked={askedOf(state)} again={() => void draft.load()}>
      {(open) => <Open state={open} draft={draft} rules={rules} route={route} zone={zone} />}
    </Asking>
  );
}

function Open({
  state,
  draft,
  rules,
  route,
  zone,
}: {
  readonly state: OpenDraft<Publication, Body, Comparison>;
  readonly draft: PublicationDraft;
  readonly rules: DraftRules;
  readonly route: OneRoute;
  readonly zone: string;
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { kept, past } = state;
  const { id } = route;
  const [said, setSaid] = useState<FileSaid | null>(null);
  // What is typed shows at once; what it means may take a moment longer.
  const body = useDeferredValue(state.value);
  const before = useDeferredValue(past[0]);
  const found = useMemo(() => rules.check(body), [rules, body]);
  const changes = useMemo(
    () => rules.diff(kept.published ?? emptyOf(id, kept.today), body).length,
    [rules, kept, id, body],
  );
  const last = useMemo(
    () => (before === undefined ? null : (rules.diff(before, body)[0]?.words ?? null)),
    [rules, before, body],
  );
  return (
    <div className="publication">
      <div className="publication-head">
        <a href="#publications">{text.back}</a>
        <h2>{titleOf(names, contentOf(body), text.screening)}</h2>
        <Files draft={draft} body={state.value} id={id} version={kept.version} onSaid={setSaid} />
      </div>
      {said !== null && (
        <Notice kind={said.done ? 'done' : 'harm'} live={said.done ? 'polite' : 'now'}>
          {said.words}
        </Notice>
      )}
      <DraftBar
        draft={draft}
        state={state}
        changes={changes}
        isPublished={kept.version > 0}
        last={last}
        clash={clashWords}
        onPublish={
          route.tab === 'review'
            ? null
            : () => {
                location.hash = hashOf(id, 'review');
              }
        }
      />
      <nav className="tabs" aria-label={text.tabs}>
        <ul>
          {TABS.map((tab) => (
            <li key={tab}>
              <a href={hashOf(id, tab)} aria-current={tab === route.tab ? 'page' : undefined}>
                {text.tab[tab]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {route.tab === 'edit' && (
        <DraftEditor draft={draft} body={state.value} found={found} id={id} path={route.path} />
      )}
      {route.tab === 'try' && <TryOut body={body} rules={rules} found={found} today={kept.today} id={id} />}
      {route.tab === 'review' && <ReviewPage draft={draft} state={state} zone={zone} />}
    </div>
  );
}
