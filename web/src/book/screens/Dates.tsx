import { useState } from 'react';
import { datesFrom, wallOf } from '../../calendar/dates';
import { monthInWords, shortDay } from '../../calendar/day';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Press, Title } from '../parts';
import { horizonOf } from '../places';

/** Two weeks at first, and four more each time. */
const FIRST = 14;
const MORE = 28;

/** 何日からの空きを見ますか */
export function Dates() {
  const { book, bookable, text, tell, language } = useBook();
  const [count, setCount] = useState(FIRST);
  if (bookable === null) return null;
  const horizon = horizonOf(bookable, book.list?.query.sites ?? []);
  const all = datesFrom(wallOf(Date.now(), bookable.time_zone).date, horizon);
  const days = all.slice(0, count);
  const months = [...new Set(days.map((date) => date.slice(0, 7)))];
  return (
    <>
      <Title>{text.dates.title}</Title>
      {months.map((month) => (
        <section key={month}>
          <h2>
            <Words>{monthInWords(month, language)}</Words>
          </h2>
          <ul className="dates">
            {days
              .filter((date) => date.startsWith(month))
              .map((date) => (
                <li key={date}>
                  <button
                    type="button"
                    className="choice"
                    onClick={() => tell({ type: 'from', date })}
                    aria-current={book.entries.from === date ? 'date' : undefined}
                  >
                    <Words>{shortDay(date, language)}</Words>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {count < all.length && (
        <Press icon="expand" onPress={() => setCount(count + MORE)}>
          {text.dates.later}
        </Press>
      )}
    </>
  );
}
