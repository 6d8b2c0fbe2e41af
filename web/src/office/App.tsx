import { useEffect, useState, useSyncExternalStore } from 'react';
import { Door } from '../features/account/Door';
import type { Me, SessionClient } from '../features/account/session';
import { Frame, type MenuGroup } from '../frame/Frame';
import { frameText } from '../frame/text';
import type { StatusCounts, Worklist } from '../generated/protocol';
import { type Watch, watch } from '../http/watch';
import { useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import { Boundary } from '../ui/Boundary';
import { HandoverPage } from './handover/HandoverPage';
import { addressOf, type Shown, shownAt } from './page';
import { ReviewPage } from './review/ReviewPage';
import { useServices } from './services';
import { officeText } from './text';
import { WorklistPage } from './worklist/WorklistPage';

/** How long the counts of the menu rest between two looks, in milliseconds. */
const COUNTS_MS = 30_000;

/** 審査の画面: the door, then the pages. */
export function App({ client }: { readonly client: SessionClient }) {
  return <Door client={client}>{(me) => <SignedIn key={me.account} me={me} client={client} />}</Door>;
}

function SignedIn({ me, client }: { readonly me: Me; readonly client: SessionClient }) {
  const { api, clock } = useServices();
  const [counting, setCounting] = useState<Watch<Worklist> | null>(null);
  useEffect(() => {
    const watched = watch(() => api.worklist({ status: 'submitted', after: null }), clock, COUNTS_MS);
    setCounting(watched);
    return watched.close;
  }, [api, clock]);
  return counting === null ? null : (
    <Pages me={me} counting={counting} onSignOut={() => void client.signOut()} />
  );
}

function Pages({
  me,
  counting,
  onSignOut,
}: {
  readonly me: Me;
  readonly counting: Watch<Worklist>;
  readonly onSignOut: () => void;
}) {
  const text = useText(officeText);
  const { showAgain } = useText(frameText);
  const hash = useSyncExternalStore(onHash, () => location.hash);
  const shown = shownAt(hash);
  const heard = useStore(counting);
  const counts = heard.is === 'loaded' ? heard.value.counts : null;
  // Whoever reviews for a whole ward has every section of it: their names would fill the bar.
  const [section, ...others] = me.sections;
  // An application is a page of the list it was opened from.
  const page = shown.page === 'application' ? 'worklist' : shown.page;
  return (
    <Frame
      face="office"
      title={text.title}
      documentTitle={text.documentTitle}
      ward={section !== undefined && others.length === 0 ? section.name : ''}
      me={me}
      menu={menuOf(text, counts)}
      page={page}
      heading={text.pages[shown.page]}
      onSignOut={onSignOut}
    >
      <Boundary key={addressOf(shown)} words={text.broken} again={showAgain}>
        <One shown={shown} onChanged={() => void counting.look()} />
      </Boundary>
    </Frame>
  );
}

function One({ shown, onChanged }: { readonly shown: Shown; readonly onChanged: () => void }) {
  switch (shown.page) {
    case 'worklist':
      return <WorklistPage status={shown.status} />;
    case 'application':
      return <ReviewPage id={shown.id} onChanged={onChanged} />;
    case 'handover':
      return <HandoverPage onChanged={onChanged} />;
  }
}

function menuOf(
  text: { readonly group: string; readonly pages: Record<Shown['page'], string> },
  counts: StatusCounts | null,
): MenuGroup[] {
  return [
    {
      id: 'applications',
      title: text.group,
      items: [
        { page: 'worklist', words: text.pages.worklist, icon: 'form', count: counts?.submitted ?? 0 },
        { page: 'handover', words: text.pages.handover, icon: 'assign', count: counts?.complete ?? 0 },
      ],
    },
  ];
}

function onHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
