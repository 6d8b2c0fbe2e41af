import { useEffect, useRef } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { usualDates } from '../../calendar/dates';
import type { Bookable, FreeTime } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { siteOf } from './sites';
import { bookingText } from './text';
import { byDay, type TimesClient } from './times';

/** A time may stand among the offered ones and in its day. */
const keyOf = (day: string, { site, starts }: FreeTime) => `${day} ${site} ${starts}`;

/** The free times, day by day: one stop of the Tab key, the arrow keys go through them. */
export function Times({
  client,
  bookable,
  isDisabled = false,
  onChoose,
}: {
  readonly client: TimesClient;
  readonly bookable: Bookable;
  readonly isDisabled?: boolean;
  readonly onChoose: (time: FreeTime) => void;
}) {
  const { language } = useLanguage();
  const { times: text } = useText(bookingText);
  const list = useStore(client);
  const { short } = usualDates(language);
  const days = [
    ...(list.offered.length > 0 ? [{ key: 'offered', title: text.offered, times: list.offered }] : []),
    ...byDay(list.times).map(({ date, times }) => ({ key: date, title: short(date), times })),
  ];
  const all = days.flatMap(({ times }) => times);
  // Whoever reads only times must not take one of another place for it.
  const many = new Set([...(list.asked?.sites ?? []), ...all.map(({ site }) => site)]).size > 1;
  const byKey = new Map(days.flatMap(({ key, times }) => times.map((one) => [keyOf(key, one), one])));
  const choose = (key: string) => {
    const time = byKey.get(key);
    if (time !== undefined) onChoose(time);
  };
  const more = list.is !== 'failed' && list.next !== null;
  const listed = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  // The button that asked for the last days is gone with them: the focus goes to the list.
  useEffect(() => {
    if (pressed.current && !more) listed.current?.focus();
    pressed.current = more && list.is === 'loading';
  }, [more, list.is]);
  return (
    <div className="free">
      {days.length > 0 && (
        <>
          <p className="quiet">{text.keys}</p>
          <ListBox
            aria-label={text.title}
            layout="grid"
            className="free-times"
            data-many={many || undefined}
            ref={listed}
            disabledKeys={isDisabled ? byKey.keys() : []}
            onAction={(key) => choose(String(key))}
          >
            {days.map(({ key, title, times }) => (
              <ListBoxSection key={key} id={key} className="free-day">
                <Header>{title}</Header>
                {times.map((time) => {
                  const site = siteOf(bookable, time.site)?.name ?? '';
                  const where = many || key === 'offered' ? site : '';
                  const day = key === 'offered' ? short(time.date) : '';
                  return (
                    <ListBoxItem
                      key={keyOf(key, time)}
                      id={keyOf(key, time)}
                      className="free-time"
                      textValue={[short(time.date), time.time, site, time.title].filter(Boolean).join(' ')}
                    >
                      <strong>
                        {day} {time.time}
                      </strong>
                      {where !== '' && <span>{where}</span>}
                      {time.title !== null && <span>{time.title}</span>}
                    </ListBoxItem>
                  );
                })}
              </ListBoxSection>
            ))}
          </ListBox>
        </>
      )}
      <div role="status">
        {list.is === 'loading' && <p>{text.loading}</p>}
        {list.is === 'loaded' && list.times.length === 0 && (
          <Notice kind="act">
            {text.none}
            {list.none !== null && text.why[list.none]}
          </Notice>
        )}
        {list.is === 'failed' && (
          <Notice kind="act">
            {text.failed} <Button onPress={() => void client.more()}>{text.more}</Button>
          </Notice>
        )}
      </div>
      {more && (
        <Button isDisabled={isDisabled} onPress={() => void client.more()}>
          {text.more}
        </Button>
      )}
    </div>
  );
}
