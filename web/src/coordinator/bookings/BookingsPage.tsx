import { type SubmitEvent, useState } from 'react';
import { addDays, isDate } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { ActNotice } from '../../frame/ActNotice';
import type { BookingRow } from '../../generated/protocol';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { PageProps } from '../App';
import { Asking } from '../frame/Asking';
import { useServices } from '../services';
import { BookingsTable } from './BookingsTable';
import './bookings.css';
import { inOrder, toSettle } from './rows';
import { bookingText } from './text';
import { useBookingActs } from './useBookingActs';

const EVERY = 'every';
/** How far back bookings wait to be settled. */
const BACK_DAYS = 30;

/** 予約一覧: a day's bookings, those to settle, and one by its code. */
export function BookingsPage({ schedule, live }: PageProps) {
  const text = useText(bookingText);
  const dates = useDates();
  const { api } = useServices();
  const [day, setDay] = useState(schedule.today);
  const [site, setSite] = useState(EVERY);
  const [section, setSection] = useState(EVERY);
  const [found, setFound] = useState<readonly BookingRow[] | null>(null);
  const shown = isDate(day) ? day : schedule.today;
  const only = (key: string) => (key === EVERY ? null : key);
  const listed = useAsked(`${shown}/${site}/${section}`, () =>
    api.bookings({ from: shown, until: shown, site: only(site), section: only(section) }),
  );
  const open = useAsked(schedule.today, () =>
    api.bookings({
      from: addDays(schedule.today, -BACK_DAYS),
      until: schedule.today,
      site: null,
      section: null,
    }),
  );
  const acts = useBookingActs(schedule, () => {
    listed.again();
    open.again();
    void live.look();
    // What was found by its code has changed as well: its row in the list is the newer one.
    setFound(null);
  });
  const waiting = open.asked.is === 'loaded' ? toSettle(open.asked.value) : [];
  const every = { key: EVERY, words: text.every };
  return (
    <div className="bookings">
      <ActNotice said={acts.said} />
      {waiting.length > 0 && (
        <section>
          <h2>{text.toSettle(String(waiting.length))}</h2>
          <p>{text.toSettleLead}</p>
          <BookingsTable rows={waiting} acts={acts} />
        </section>
      )}
      <Search onFound={setFound} />
      {found !== null && (
        <section>
          <h2>{text.found}</h2>
          <BookingsTable rows={found} acts={acts} />
          <Button onPress={() => setFound(null)}>{text.clear}</Button>
        </section>
      )}
      <section>
        <h2>{dates.long(shown)}</h2>
        <div className="filters">
          <Button onPress={() => setDay(addDays(shown, -1))}>
            <Icon name="back" />
            {text.dayBack}
          </Button>
          <Button isDisabled={shown === schedule.today} onPress={() => setDay(schedule.today)}>
            {text.today}
          </Button>
          <Button onPress={() => setDay(addDays(shown, 1))}>
            {text.dayForward}
            <Icon name="forward" />
          </Button>
          <TextField label={text.day} type="date" value={day} onChange={setDay} />
          <Choice
            label={text.site}
            options={[every, ...schedule.sites.map((one) => ({ key: one.site, words: one.name }))]}
            value={site}
            onChange={setSite}
          />
          <Choice
            label={text.section}
            options={[every, ...schedule.sections.map((one) => ({ key: one.section, words: one.name }))]}
            value={section}
            onChange={setSection}
          />
        </div>
        <Asking asked={listed.asked} again={listed.again}>
          {(rows) => {
            const sorted = inOrder(rows);
            if (sorted.length === 0) return <p className="empty">{text.empty}</p>;
            return <BookingsTable rows={sorted} acts={acts} />;
          }}
        </Asking>
      </section>
      {acts.dialog}
    </div>
  );
}

function Search({ onFound }: { readonly onFound: (rows: readonly BookingRow[]) => void }) {
  const text = useText(bookingText);
  const { api } = useServices();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setFault(null);
    const answer = await api.search(code.trim());
    if (answer.is === 'unreachable') return setFault(text.said.unreachable);
    if (answer.is === 'refused') return setFault(answer.title);
    setCode('');
    onFound(answer.value);
  };
  return (
    <form className="search" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label={text.search}
        help={text.searchHelp}
        autoComplete="off"
        value={code}
        onChange={setCode}
      />
      <Button type="submit">{text.find}</Button>
      {fault !== null && (
        <Notice kind="harm" live="now">
          {fault}
        </Notice>
      )}
    </form>
  );
}
