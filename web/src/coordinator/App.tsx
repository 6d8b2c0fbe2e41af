import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { Door } from '../features/account/Door';
import type { Me, SessionClient } from '../features/account/session';
import { frameText } from '../frame/text';
import type { Live, Schedule } from '../generated/protocol';
import { type Watch, watch } from '../http/watch';
import { useText } from '../i18n/language';
import { useStore } from '../store/useStore';
import { Boundary } from '../ui/Boundary';
import { BookingsPage } from './bookings/BookingsPage';
import { AffectedPage } from './closures/AffectedPage';
import { ClosuresPage } from './closures/ClosuresPage';
import { askedOf } from './draft/asked';
import { ExplainPage } from './explain/ExplainPage';
import { FiguresPage } from './figures/FiguresPage';
import { Asking } from './frame/Asking';
import { Frame } from './frame/Frame';
import { type Page, pageOf } from './frame/page';
import { coordinationText } from './frame/text';
import { HolidaysPage } from './holidays/HolidaysPage';
import { LivePage } from './live/LivePage';
import { CalendarsPage } from './plan/CalendarsPage';
import type { PlanDrafting } from './plan/drafting';
import { PlanBar } from './plan/PlanBar';
import { PublicationsPage } from './publications/PublicationsPage';
import { PublishPage } from './publish/PublishPage';
import { useServices } from './services';
import { WeekPage } from './week/WeekPage';

/** What a page is given. */
export interface PageProps {
  readonly schedule: Schedule;
  readonly plan: Schedule['draft'];
  readonly live: Watch<Live>;
}

const pages: Readonly<Record<Page, ComponentType<PageProps>>> = {
  week: WeekPage,
  calendars: CalendarsPage,
  publish: PublishPage,
  publications: PublicationsPage,
  explain: ExplainPage,
  closures: ClosuresPage,
  affected: AffectedPage,
  bookings: BookingsPage,
  holidays: HolidaysPage,
  live: LivePage,
  figures: FiguresPage,
};
/** Where the plan is what one works on. */
const drafting: readonly Page[] = ['week', 'calendars', 'publish'];

/** The coordinator's face: the door, then the pages. */
export function App({ client }: { readonly client: SessionClient }) {
  return <Door client={client}>{(me) => <SignedIn key={me.account} me={me} client={client} />}</Door>;
}

function SignedIn({ me, client }: { readonly me: Me; readonly client: SessionClient }) {
  const { api, draft, shelf, clock } = useServices();
  const [live, setLive] = useState<Watch<Live> | null>(null);
  useEffect(() => {
    draft.adopt(me.account);
    shelf.adopt(me.account);
    void draft.load();
    const watched = watch(api.live, clock);
    setLive(watched);
    return watched.close;
  }, [api, draft, shelf, clock, me.account]);
  const signOut = () => {
    draft.forget();
    shelf.forget();
    void client.signOut();
  };
  return live === null ? null : <Pages me={me} live={live} onSignOut={signOut} />;
}

function Pages({
  me,
  live,
  onSignOut,
}: {
  readonly me: Me;
  readonly live: Watch<Live>;
  readonly onSignOut: () => void;
}) {
  const { draft } = useServices();
  const state = useStore(draft);
  const heard = useStore(live);
  const page = useSyncExternalStore(onHash, () => pageOf(location.hash));
  const counts =
    heard.is === 'loaded' ? { affected: heard.value.affected, bookings: heard.value.unconfirmed } : {};
  return (
    <Frame
      me={me}
      ward={state.is === 'open' ? state.kept.ward_name : ''}
      page={page}
      counts={counts}
      onSignOut={onSignOut}
    >
      {drafting.includes(page) && <PlanBar onPublish={page === 'publish' ? null : toPublish} />}
      <Shown key={page} page={page} state={state} live={live} />
    </Frame>
  );
}

function Shown({
  page,
  state,
  live,
}: {
  readonly page: Page;
  readonly state: PlanDrafting;
  readonly live: Watch<Live>;
}) {
  const { broken } = useText(coordinationText);
  const { showAgain } = useText(frameText);
  const { draft } = useServices();
  return (
    <Asking asked={askedOf(state)} again={() => void draft.load()}>
      {({ kept: schedule, value: plan }) => {
        const Page = pages[page];
        return (
          <Boundary words={broken} again={showAgain}>
            <Page schedule={schedule} plan={plan} live={live} />
          </Boundary>
        );
      }}
    </Asking>
  );
}

function onHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function toPublish(): void {
  location.hash = 'publish';
}
