import type { ReactNode } from 'react';
import type { BookableWard } from '../generated/protocol';
import { useStore } from '../store/useStore';
import { Icon } from '../ui/Icon';
import { Words } from '../ui/Words';
import { ApplicationPage } from './application/ApplicationPage';
import { applicantText } from './application/text';
import { useBook } from './context';
import { GuidePage } from './guide/GuidePage';
import { Schemes } from './guide/Schemes';
import { parentOf, progress } from './pages';
import { NotLoaded } from './parts';
import { wardOf } from './places';
import { BookingPage } from './screens/Booking';
import { Cancel } from './screens/Cancel';
import { Check } from './screens/Check';
import { Code } from './screens/Code';
import { Contact } from './screens/Contact';
import { Dates } from './screens/Dates';
import { Done } from './screens/Done';
import { MoveCheck } from './screens/MoveCheck';
import { PlacePage } from './screens/Place';
import { Questions } from './screens/Questions';
import { Languages, Start } from './screens/Start';
import { Subject } from './screens/Subject';
import { Times } from './screens/Times';
import { Verdict } from './screens/Verdict';
import type { Page } from './state';

/** 予約: a resident's own phone. */
export function App() {
  const { book, text, tell, applying } = useBook();
  const { page } = book;
  const at = progress(page);
  const goBack = () => {
    const within = page === 'application' && applying.snapshot().place.at !== 'code';
    if (within) applying.tell({ type: 'back' });
    else tell({ type: 'back' });
  };
  return (
    <div className="book" data-page={page}>
      <header>
        <div className="bar">
          <p className="service">
            <Words>{text.service}</Words>
          </p>
          {page !== 'language' && (
            <button
              type="button"
              className="button"
              data-kind="plain"
              onClick={() => tell({ type: 'go', page: 'language' })}
            >
              <Icon name="language" />
              <Words>{text.language}</Words>
              {text.language !== 'Language' && <span lang="en">Language</span>}
            </button>
          )}
        </div>
        {(parentOf(book) !== null || at !== null) && (
          <div className="way">
            {parentOf(book) !== null && (
              <button type="button" className="back" onClick={goBack}>
                <Icon name="back" />
                <Words>{text.back}</Words>
              </button>
            )}
            {at !== null && (
              <p className="progress">
                <span aria-hidden="true">
                  {at.at}/{at.of}
                </span>
                <span className="visually-hidden">
                  <Words>{text.progress(at.at, at.of)}</Words>
                </span>
              </p>
            )}
          </div>
        )}
      </header>
      <main key={page}>{screens[page]}</main>
      <Phones />
    </div>
  );
}

const screens: Readonly<Record<Page, ReactNode>> = {
  language: <Languages />,
  start: <Start />,
  subject: (
    <Known>
      <Subject />
    </Known>
  ),
  place: (
    <Known>
      <PlacePage />
    </Known>
  ),
  questions: (
    <Known>
      <Questions />
    </Known>
  ),
  verdict: (
    <Known>
      <Verdict />
    </Known>
  ),
  time: (
    <Known>
      <Times />
    </Known>
  ),
  dates: (
    <Known>
      <Dates />
    </Known>
  ),
  contact: <Contact />,
  check: <Check />,
  done: <Done />,
  code: <Code />,
  arrive: <Code />,
  booking: <BookingPage />,
  move: (
    <Known>
      <Times />
    </Known>
  ),
  'move-dates': (
    <Known>
      <Dates />
    </Known>
  ),
  'move-check': <MoveCheck />,
  cancel: <Cancel />,
  application: <ApplicationPage />,
  guide: (
    <Known>
      <GuidePage />
    </Known>
  ),
  schemes: <Schemes />,
};

/** What needs the facts of the city waits for them, and asks again. */
function Known({ children }: { readonly children: ReactNode }) {
  const { book, text } = useBook();
  if (book.facts.is === 'loaded') return children;
  if (book.facts.is === 'loading') {
    return (
      <p role="status">
        <Words>{text.loading}</Words>
      </p>
    );
  }
  return <NotLoaded />;
}

/** The offices' numbers, on every page: the one that answers, as soon as it is known. */
function Phones() {
  const { book, bookable, text, language, applying } = useBook();
  const { found } = useStore(applying);
  const asked = applicantText[language].phones;
  const { booking, page, entries } = book;
  const ofBooking = ['done', 'booking', 'move', 'move-dates', 'move-check', 'cancel'].includes(page);
  if (booking !== null && ofBooking) {
    return (
      <Numbers
        title={text.phones.title}
        wards={[{ name: booking.ward_name, telephone: booking.telephone }]}
      />
    );
  }
  if (page === 'application' && found !== null) {
    const { section_name, telephone } = found.application;
    return <Numbers title={asked} wards={[{ name: section_name, telephone }]} />;
  }
  if (bookable === null) return null;
  const choosing =
    page === 'language' ||
    page === 'start' ||
    page === 'code' ||
    page === 'arrive' ||
    page === 'application' ||
    page === 'guide' ||
    page === 'schemes';
  const ward = choosing ? undefined : wardOf(bookable, entries.place);
  return bookable.wards.length === 0 ? (
    <footer>
      <p>
        <Words>{text.facts.none}</Words>
      </p>
    </footer>
  ) : (
    <Numbers
      title={page === 'application' ? asked : text.phones.title}
      wards={ward === undefined ? bookable.wards : [ward]}
    />
  );
}

function Numbers({
  title,
  wards,
}: {
  readonly title: string;
  readonly wards: readonly Pick<BookableWard, 'name' | 'telephone'>[];
}) {
  const { text, language } = useBook();
  return (
    <footer>
      <h2>
        <Words>{title}</Words>
      </h2>
      <ul>
        {wards.map(({ name, telephone }) => (
          <li key={name}>
            <a href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>
              <Icon name="call" />
              <span lang={language === 'en' ? 'ja' : undefined}>{name}</span> <span>{telephone}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <Words>{text.phones.closed}</Words>
      </p>
    </footer>
  );
}
