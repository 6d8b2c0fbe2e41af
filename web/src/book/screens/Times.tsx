import { datesFrom, wallOf } from '../../calendar/dates';
import { dayInWords, shortDay } from '../../calendar/day';
import { shortTime } from '../../calendar/times';
import { siteOf } from '../../features/booking/sites';
import { screeningText } from '../../features/screening/text';
import type { FreeTime } from '../../generated/protocol';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { Closures } from '../Closures';
import { useBook } from '../context';
import { HoldLeft } from '../HoldLeft';
import { Japanese, Press, Said, Title, useBusy } from '../parts';
import { wardOf } from '../places';
import { guidanceOf } from '../screened';
import { daysOf } from '../times';
import { Right, Why } from './Verdict';

/** いつにしますか: the earliest free times first, here and nearby. */
export function Times() {
  const { book, bookable, text, tell, language, said } = useBook();
  const { list, entries, hold, booking, page } = book;
  const moving = page === 'move';
  if (bookable === null) return null;
  const guidance = moving ? null : guidanceOf(book);
  const ward = moving ? booking?.ward : wardOf(bookable, entries.place)?.ward;
  const shown = list?.times.slice(0, list.shown) ?? [];
  const first = list?.times[0]?.date;
  const held = moving ? null : hold;
  return (
    <>
      <Title>{moving ? text.time.moveTitle : text.time.title}</Title>
      <Said />
      <Closures ward={ward ?? null} />
      {guidance !== null && (
        <section className="screened">
          <h2>
            <Words>
              {guidance.right_to_apply ? screeningText[language].right.title : said(guidance.decision.title)}
            </Words>
          </h2>
          <Why guidance={guidance} />
          {guidance.right_to_apply && <Right telephone={guidance.office?.telephone ?? ''} />}
        </section>
      )}
      {held !== null && held.subject === entries.subject && (
        <Notice icon="clock">
          <p>
            <Words>
              {text.time.kept(`${shortDay(held.held.time.date, language)} ${shortTime(held.held.time.time)}`)}
            </Words>
          </p>
          <HoldLeft />
          <Press onPress={() => tell({ type: 'go', page: 'contact' })}>{text.time.keep}</Press>
        </Notice>
      )}
      {(list === null || list.state !== 'loaded' || list.times.length > 0) && (
        <p>
          <Words>{moving ? text.time.moveHow : text.time.how}</Words>
        </p>
      )}
      {entries.from !== null && (
        <p>
          <Words>
            {first !== undefined && first > entries.from
              ? text.time.noneOn(dayInWords(entries.from, language))
              : text.time.from(dayInWords(entries.from, language))}
          </Words>
        </p>
      )}
      {list !== null && list.offered.length > 0 && (
        <section className="offered">
          <h2>
            <Words>{text.time.offered}</Words>
          </h2>
          <TimeRows times={list.offered} dated />
        </section>
      )}
      <div aria-live="polite" aria-busy={list?.state === 'loading' || list?.state === 'more'}>
        {list?.state === 'loading' && (
          <p className="waiting">
            <Words>{text.loading}</Words>
          </p>
        )}
        {list?.state === 'failed' && (
          <Notice kind="act" icon="offline">
            <p>
              <Words>{text.time.failed}</Words>
            </p>
            <Press icon="again" onPress={() => tell({ type: 'list' })}>
              {text.again}
            </Press>
          </Notice>
        )}
        {list?.state === 'loaded' && list.times.length === 0 && (
          <Notice kind="act" icon="info">
            <p>
              <Words>{text.none[list.none ?? 'full']}</Words>
            </p>
            <p>
              <Words>{text.noneNext}</Words>
            </p>
          </Notice>
        )}
      </div>
      <Days times={shown} />
      {list !== null && list.times.length > 0 && <More />}
      <div className="acts">
        <Press onPress={() => tell({ type: 'go', page: moving ? 'move-dates' : 'dates' })}>
          {text.time.otherDay}
        </Press>
        {entries.from !== null && (
          <Press onPress={() => tell({ type: 'from', date: null })}>{text.time.earliest}</Press>
        )}
        {!moving && entries.place?.is === 'site' && (entries.only || shown.length > 0) && (
          <Press onPress={() => tell({ type: 'only', only: !entries.only })}>
            {entries.only ? text.time.withNear : text.time.onlyHere}
          </Press>
        )}
        {!moving && <Press onPress={() => tell({ type: 'go', page: 'place' })}>{text.time.otherPlace}</Press>}
      </div>
    </>
  );
}

function More() {
  const { book, text, tell } = useBook();
  const { list } = book;
  if (list === null) return null;
  if (list.state === 'more') {
    return (
      <p role="status" className="waiting">
        <Words>{text.time.loadingMore}</Words>
      </p>
    );
  }
  if (list.shown < list.times.length || list.next !== null) {
    return (
      <Press icon="expand" onPress={() => tell({ type: 'more' })}>
        {text.time.more}
      </Press>
    );
  }
  return (
    <p>
      <Words>{text.time.end}</Words>
    </p>
  );
}

function Days({ times }: { readonly times: readonly FreeTime[] }) {
  const { bookable, text, language } = useBook();
  const [today, tomorrow] =
    bookable === null ? [] : datesFrom(wallOf(Date.now(), bookable.time_zone).date, 2);
  return daysOf(times).map(({ date, halves }) => (
    <section key={date} className="day">
      <h2>
        {(date === today || date === tomorrow) && (
          <span className="near-day">
            <Words>{date === today ? text.time.today : text.time.tomorrow}</Words>
          </span>
        )}{' '}
        <Words>{dayInWords(date, language)}</Words>
      </h2>
      {halves.map((half) => (
        <section key={String(half.morning)}>
          <h3>
            <Words>{half.morning ? text.time.morning : text.time.afternoon}</Words>
          </h3>
          <TimeRows times={half.times} />
        </section>
      ))}
    </section>
  ));
}

function TimeRows({
  times,
  dated = false,
}: {
  readonly times: readonly FreeTime[];
  readonly dated?: boolean;
}) {
  const { book, bookable, text, tell, newKey, language } = useBook();
  const busy = useBusy('hold');
  const chosen =
    book.doing?.how.is === 'running' && book.doing.act.is === 'hold' ? book.doing.act.ask : undefined;
  const here = book.page === 'move' ? book.booking?.time.site : siteIn(book.entries.place);
  return (
    <ul className="rows">
      {times.map((time) => (
        <li key={`${time.site} ${time.starts}`}>
          <button
            type="button"
            className="choice time"
            aria-disabled={busy || undefined}
            onClick={() => tell({ type: 'choose', time, key: newKey() })}
          >
            <span className="clock">
              {dated && (
                <span className="date">
                  <Words>{shortDay(time.date, language)}</Words>
                </span>
              )}
              <strong>{shortTime(time.time)}</strong>
            </span>
            <span className="row-words">
              {time.title !== null && (
                <strong>
                  <Japanese>{time.title}</Japanese>
                </strong>
              )}
              {bookable !== null && <Japanese>{siteOf(bookable, time.site)?.name ?? ''}</Japanese>}
              {here !== undefined && here !== time.site && (
                <span className="near">
                  <Words>{text.time.near}</Words>
                </span>
              )}
              {chosen?.starts === time.starts && chosen.site === time.site && (
                <span role="status">
                  <Words>{text.busy}</Words>
                </span>
              )}
            </span>
            <Icon name="forward" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function siteIn(place: ReturnType<typeof useBook>['book']['entries']['place']): string | undefined {
  return place?.is === 'site' ? place.site : undefined;
}
