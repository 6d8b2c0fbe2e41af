import { useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { QueueRow } from '../../generated/protocol';
import { newKey } from '../../http/key';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { queueText } from '../queue/text';
import { ACCEPT_KEY } from '../ring/plan';
import type { BookingApi } from './api';
import './booking.css';
import { createTaking, isUnfinished } from './booking';
import { FeedPart } from './FeedPart';
import { Find } from './Find';
import { createFinding } from './find';
import { type BookingPlace, todayIn } from './pinned';
import { Take } from './Take';
import { bookingText } from './text';

/** 予約: taken for a caller, found, changed. What was entered stays while it is closed, through a call as well. */
export default function BookingPart({
  api,
  ward,
  place,
  ahead,
  ringing,
  onAnswer,
  onGo,
  onClose,
  onChanged,
  onUnfinished,
}: {
  readonly api: BookingApi;
  readonly ward: string;
  /** Null while it is closed. */
  readonly place: BookingPlace | null;
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
  /** The row that the key answers. */
  readonly ringing: QueueRow | null;
  readonly onAnswer: (row: QueueRow) => void;
  readonly onGo: (place: BookingPlace) => void;
  readonly onClose: () => void;
  /** A booking is another one now. */
  readonly onChanged: () => void;
  readonly onUnfinished: (unfinished: boolean) => void;
}) {
  const text = useText(bookingText);
  const [taking] = useState(() => createTaking(api, ward, newKey));
  const [finding] = useState(() => createFinding(api, newKey));
  const taken = useStore(taking);
  const { done } = useStore(finding);
  const bookable = typeof taken.facts === 'string' ? null : taken.facts;
  const unfinished = isUnfinished(taken);
  useEffect(() => onUnfinished(unfinished), [onUnfinished, unfinished]);
  const { last } = taken;
  useEffect(() => {
    if (last !== null || done !== null) onChanged();
  }, [onChanged, last, done]);
  useEffect(() => {
    // What can be booked is needed to move a booking, too.
    if (place === 'find') void taking.load();
  }, [taking, place]);
  const parts = useRef<HTMLDivElement>(null);
  // What had the focus may be gone with its step: whoever has no pointer stays in here.
  useEffect(() => {
    if (document.activeElement === document.body) {
      parts.current?.closest<HTMLElement>('[role=dialog]')?.focus();
    }
  });
  if (place === null) return null;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <Ringing row={ringing} onAnswer={onAnswer} />
      <div className="bookings-close">
        <Button onPress={onClose}>
          <Icon name="close" />
          {text.close}
          <kbd>Esc</kbd>
        </Button>
      </div>
      <Tabs
        ref={parts}
        className="bookings"
        selectedKey={place}
        onSelectionChange={(key) => onGo(key as BookingPlace)}
      >
        <TabList aria-label={text.tabs} className="tabs">
          {(['take', 'find', 'feed'] as const).map((key) => (
            <Tab key={key} id={key} className="tab">
              {text[key]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="take" className="tab-panel">
          <Take client={taking} ward={ward} ahead={ahead} />
        </TabPanel>
        <TabPanel id="find" className="tab-panel">
          {taken.facts !== 'loading' && (
            <Find client={finding} bookable={bookable} today={todayIn(bookable?.time_zone ?? null)} />
          )}
        </TabPanel>
        <TabPanel id="feed" className="tab-panel">
          <FeedPart api={api} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

/** A call that rings shows here as everywhere; the focus stays where it is. */
function Ringing({
  row,
  onAnswer,
}: {
  readonly row: QueueRow | null;
  readonly onAnswer: (row: QueueRow) => void;
}) {
  const text = useText(bookingText);
  const queue = useText(queueText);
  return (
    <div role="status" className="ringing-bar" data-rings={row !== null || undefined}>
      {row !== null && (
        <>
          <Icon name="ring" />
          <strong>
            {queue.ringing}　{text.ringing(row.number, row.subject_name, row.site_name)}
          </strong>
          <Button kind="act" aria-keyshortcuts={ACCEPT_KEY} onPress={() => onAnswer(row)}>
            <Icon name="call" />
            {queue.entry.accept}
            <kbd>{queue.key(ACCEPT_KEY)}</kbd>
          </Button>
        </>
      )}
    </div>
  );
}
