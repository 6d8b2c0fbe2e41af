import { useEffect, useRef } from 'react';
import { addDays, usualDates } from '../../calendar/dates';
import type { Bookable, BookingRow } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Found } from './Found';
import type { Finding, FindingClient } from './find';
import { foundText } from './found-text';
import { Refused } from './Refused';
import { rowText } from './row-text';
import { SiteName } from './SiteName';

/** 予約をさがす: by its code, or in the list of a day. */
export function Find({
  client,
  bookable,
  today,
}: {
  readonly client: FindingClient;
  /** Null until it is known what can be booked: nothing can be moved before. */
  readonly bookable: Bookable | null;
  readonly today: string;
}) {
  const finding = useStore(client);
  const { found, date } = finding;
  useEffect(() => {
    void client.showDay(client.snapshot().date < today ? today : client.snapshot().date);
  }, [client, today]);
  if (found !== null) {
    return <Found key={found.booking} client={client} finding={finding} row={found} bookable={bookable} />;
  }
  return (
    <div className="find">
      <ByCode client={client} finding={finding} />
      {date !== '' && <DayList client={client} finding={finding} date={date} today={today} />}
    </div>
  );
}

function ByCode({
  client,
  finding: { code, codeFault, searching, refusal },
}: {
  readonly client: FindingClient;
  readonly finding: Finding;
}) {
  const text = useText(foundText);
  const form = useRef<HTMLFormElement>(null);
  // Whoever is refused stands at the field again.
  useEffect(() => {
    if (codeFault !== null) form.current?.querySelector('input')?.focus();
  }, [codeFault]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void client.search();
      }}
    >
      <div className="by-code">
        <TextField
          autoFocus
          autoComplete="off"
          label={text.code}
          help={text.codeHelp}
          problem={codeFault === null ? undefined : text.codeFault[codeFault]}
          value={code}
          onChange={client.typeCode}
        />
        <Button kind="primary" type="submit">
          {searching ? text.searching : text.search}
        </Button>
      </div>
      <Refused refusal={refusal} />
    </form>
  );
}

function DayList({
  client,
  finding: { list },
  date,
  today,
}: {
  readonly client: FindingClient;
  readonly finding: Finding;
  readonly date: string;
  readonly today: string;
}) {
  const text = useText(foundText);
  const { language } = useLanguage();
  const go = (to: string) => void client.showDay(to);
  return (
    <section aria-labelledby="day-title">
      <header className="day-head">
        <h3 id="day-title">{text.list(usualDates(language).long(date))}</h3>
        <Button onPress={() => go(addDays(date, -1))}>
          <Icon name="back" />
          {text.before}
        </Button>
        <Button onPress={() => go(today)}>{text.goToday}</Button>
        <Button onPress={() => go(addDays(date, 1))}>
          {text.after}
          <Icon name="forward" />
        </Button>
      </header>
      <div role="status">
        {list === 'loading' && <p>{text.loading}</p>}
        {list === 'failed' && (
          <Notice kind="act">
            {text.listFailed} <Button onPress={() => go(date)}>{text.again}</Button>
          </Notice>
        )}
        {typeof list !== 'string' && list.length === 0 && <p className="quiet">{text.empty}</p>}
      </div>
      {typeof list !== 'string' && (
        <ul className="day-list">
          {list.map((row) => (
            <li key={row.booking} data-state={row.state}>
              <Button onPress={() => client.open(row)}>
                <strong>{row.time}</strong>
                <span>{row.subject_name}</span>
                <SiteName row={row} />
                <StateWords row={row} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function StateWords({ row: { state, unconfirmed } }: { readonly row: BookingRow }) {
  const text = useText(rowText);
  return (
    <span className="booking-state" data-state={unconfirmed ? 'late' : state}>
      {unconfirmed ? text.unconfirmed : text.states[state]}
    </span>
  );
}
