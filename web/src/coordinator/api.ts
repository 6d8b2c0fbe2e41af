import type { IsoDate } from '../calendar/dates';
import { type BookingApi, createBookingApi } from '../features/booking/api';
import type {
  AffectedRow,
  Body,
  BookingId,
  BookingRow,
  Closure,
  ClosureId,
  Explanation,
  Figures,
  FiguresBy,
  Grid,
  Holiday,
  Live,
  NewClosure,
  Plan,
  PlanOf,
  PlanVersion,
  Publication,
  PublicationId,
  PublicationReview,
  PublicationRow,
  PublicationVersion,
  Remedy,
  RequestId,
  Review,
  Schedule,
  Settlement,
  SiteId,
  SubjectId,
  Trial,
} from '../generated/protocol';
import { type Answer, createAsk } from '../http/ask';

export type { Answer };

/** Which bookings are listed. */
export interface BookingsAsked {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly site: SiteId | null;
  readonly section: string | null;
}

/** What a coordinator asks of the server: PROTOCOL.md §2. Nothing of it rejects. */
export interface CoordinatorApi extends Pick<BookingApi, 'search' | 'times' | 'move' | 'cancel' | 'restore'> {
  readonly schedule: () => Promise<Answer<Schedule>>;
  /** `revision`: the one that was changed. */
  readonly save: (plan: Plan, revision: number) => Promise<Answer<Schedule>>;
  readonly grid: (of: PlanOf, from: IsoDate, days: number) => Promise<Answer<Grid>>;
  readonly review: () => Promise<Answer<Review>>;
  readonly publish: (revision: number) => Promise<Answer<Schedule>>;
  readonly versions: () => Promise<Answer<PlanVersion[]>>;
  readonly rollback: (version: number) => Promise<Answer<Schedule>>;
  readonly explain: (asked: {
    readonly of: PlanOf;
    readonly site: SiteId;
    readonly subject: SubjectId;
    readonly at: string;
  }) => Promise<Answer<Explanation>>;
  readonly holidays: () => Promise<Answer<Holiday[]>>;
  readonly importHolidays: (file: Blob) => Promise<Answer<Holiday[]>>;
  readonly closures: () => Promise<Answer<Closure[]>>;
  /** `key`: the same one is the same closure, however often it is sent. */
  readonly close: (closure: NewClosure, key: RequestId) => Promise<Answer<Closure>>;
  readonly lift: (closure: ClosureId) => Promise<Answer<Closure>>;
  readonly affected: () => Promise<Answer<AffectedRow[]>>;
  readonly bookings: (asked: BookingsAsked) => Promise<Answer<BookingRow[]>>;
  readonly settle: (booking: BookingId, settlement: Settlement) => Promise<Answer<unknown>>;
  readonly remedy: (
    booking: BookingId,
    remedy: Extract<Remedy, 'open' | 'offered' | 'called'>,
  ) => Promise<Answer<unknown>>;
  /** What is published besides hours. */
  readonly publications: () => Promise<Answer<PublicationRow[]>>;
  readonly publication: (id: PublicationId) => Promise<Answer<Publication>>;
  /** `revision`: the one that was changed; 0 begins something new. */
  readonly savePublication: (id: PublicationId, body: Body, revision: number) => Promise<Answer<Publication>>;
  readonly discardPublication: (id: PublicationId, revision: number) => Promise<Answer<Publication>>;
  readonly reviewPublication: (id: PublicationId) => Promise<Answer<PublicationReview>>;
  readonly publishPublication: (id: PublicationId, revision: number) => Promise<Answer<Publication>>;
  readonly publicationVersions: (id: PublicationId) => Promise<Answer<PublicationVersion[]>>;
  readonly rollbackPublication: (id: PublicationId, version: number) => Promise<Answer<Publication>>;
  /** The subjects and sites that a draft can be tried out on. */
  readonly trial: () => Promise<Answer<Trial>>;
  readonly live: () => Promise<Answer<Live>>;
  readonly figures: (by: FiguresBy, from: IsoDate, until: IsoDate) => Promise<Answer<Figures>>;
}

/** Where the same figures are to be had as a table file. */
export function figuresFile(by: FiguresBy, from: IsoDate, until: IsoDate): string {
  return `/api/figures.csv?${new URLSearchParams({ by, from, until })}`;
}

export function createCoordinatorApi(fetcher: typeof fetch): CoordinatorApi {
  const ask = createAsk(fetcher);
  const { search, times, move, cancel, restore } = createBookingApi(fetcher);
  const tag = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });
  const publication = (id: PublicationId, rest = '') => `/api/publications/${encodeURIComponent(id)}${rest}`;
  const booking = (id: BookingId, act: string) => `/api/bookings/${encodeURIComponent(id)}/${act}`;
  return {
    schedule: () => ask('GET', '/api/schedule'),
    save: (plan, revision) => ask('PUT', '/api/schedule/draft', plan, tag(revision)),
    grid: (of, from, days) =>
      ask('GET', `/api/schedule/grid?${new URLSearchParams({ of, from, days: String(days) })}`),
    review: () => ask('GET', '/api/schedule/review'),
    publish: (revision) => ask('POST', '/api/schedule/publish', undefined, tag(revision)),
    versions: () => ask('GET', '/api/schedule/versions'),
    rollback: (version) => ask('POST', '/api/schedule/rollback', { version }),
    explain: (asked) => ask('POST', '/api/schedule/explain', asked),
    holidays: () => ask('GET', '/api/holidays'),
    importHolidays: (file) => ask('PUT', '/api/holidays', file, { headers: { 'content-type': 'text/csv' } }),
    closures: () => ask('GET', '/api/closures'),
    close: (closure, key) => ask('POST', '/api/closures', closure, { headers: { 'idempotency-key': key } }),
    lift: (closure) => ask('POST', `/api/closures/${encodeURIComponent(closure)}/lift`),
    affected: () => ask('GET', '/api/affected'),
    bookings: ({ from, until, site, section }) => {
      const query = new URLSearchParams({ from, until });
      if (site !== null) query.set('site', site);
      if (section !== null) query.set('section', section);
      return ask('GET', `/api/bookings?${query}`);
    },
    search,
    times,
    move,
    cancel,
    restore,
    settle: (id, settlement) => ask('POST', booking(id, 'settle'), { settlement }),
    remedy: (id, remedy) => ask('POST', booking(id, 'remedy'), { remedy }),
    publications: () => ask('GET', '/api/publications'),
    publication: (id) => ask('GET', publication(id)),
    savePublication: (id, body, revision) => ask('PUT', publication(id, '/draft'), body, tag(revision)),
    discardPublication: (id, revision) => ask('DELETE', publication(id, '/draft'), undefined, tag(revision)),
    reviewPublication: (id) => ask('GET', publication(id, '/review')),
    publishPublication: (id, revision) => ask('POST', publication(id, '/publish'), undefined, tag(revision)),
    publicationVersions: (id) => ask('GET', publication(id, '/versions')),
    rollbackPublication: (id, version) => ask('POST', publication(id, '/rollback'), { version }),
    trial: () => ask('GET', '/api/screening/trial'),
    live: () => ask('GET', '/api/live'),
    figures: (by, from, until) => ask('GET', `/api/figures?${new URLSearchParams({ by, from, until })}`),
  };
}
