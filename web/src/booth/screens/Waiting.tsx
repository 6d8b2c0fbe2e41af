import { useEffect, useState } from 'react';
import type { CallView, Wait } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import { Words } from '../../ui/Words';
import { whenBooked } from '../booking/when';
import { chime } from '../chime';
import { Heading } from '../frame/Heading';
import { type Point, Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { TrySound } from '../sound/TrySound';
import { useBooth, useWords } from '../useBooth';
import { nameOf, type Visit } from '../visit';
import { estimateWords } from './estimate';

export function Waiting({ visit: { subject, call, booked } }: { readonly visit: Visit & { at: 'ringing' } }) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useWords();
  // Nobody rings before a booking's time: until then it is checked in, and that is all there is to know.
  const waitsForTime = booked !== null && (call?.wait == null || call.wait.step === 'in-line');
  const notes: Point[] = [
    ['lock', t.waiting.notes.erased],
    ['cover', t.waiting.notes.cover],
    ['note', t.waiting.notes.write],
  ];
  return (
    <Screen
      rail={
        <Button size="main" onPress={() => booth.tell({ type: 'cancel' })}>
          <Words>{t.waiting.cancel}</Words>
        </Button>
      }
    >
      <Heading aloud={waitsForTime ? [t.waiting.booked.how] : notes.map(([, words]) => words)}>
        {waitsForTime
          ? t.waiting.booked.title
          : call?.wait == null
            ? t.waiting.title
            : t.waiting.step[call.wait.step]}
      </Heading>
      <div className="ticket" role="status">
        {booked !== null && (
          <>
            <p className="ahead">
              <Words>{t.waiting.booked.time(whenBooked(booked.time, booth.today(), language))}</Words>
            </p>
            <p>
              <Words>{nameOf(subject, language)}</Words>
            </p>
          </>
        )}
        {call !== null && <Ticket call={call} isBooked={booked !== null} />}
        {waitsForTime && (
          <p className="lead">
            <Words>{t.waiting.booked.how}</Words>
          </p>
        )}
      </div>
      <Message text={call?.message ?? null} />
      <div className="pastime">
        {!booth.isPractice && <TrySound />}
        <section className="meanwhile">
          <h2>
            <Words>{t.waiting.meanwhile}</Words>
          </h2>
          <Points points={notes} />
        </section>
      </div>
    </Screen>
  );
}

function Ticket({
  call: { number, wait },
  isBooked,
}: {
  readonly call: CallView;
  readonly isBooked: boolean;
}) {
  const t = useWords();
  return (
    <>
      <p>
        <Words>{t.waiting.ticket}</Words>
      </p>
      <p className="number">{number}</p>
      {/* Whoever has a time of their own is not in the line of the others. */}
      {wait !== null && !isBooked && <Standing wait={wait} />}
    </>
  );
}

function Standing({ wait }: { readonly wait: Wait }) {
  const t = useWords();
  const now = useNow();
  // Every fact brings a wait of its own, so the time it came is its age.
  const [heard, setHeard] = useState({ wait, at: now });
  if (heard.wait !== wait) setHeard({ wait, at: now });
  const { says, restsOn } = estimateWords(t, wait.estimate);
  const age = Math.max(0, Math.floor((now - heard.at) / 60_000));
  return (
    <>
      <p className="ahead">
        <Words>{t.waiting.ahead(wait.ahead)}</Words>
      </p>
      <p className="ahead">
        <Words>{says}</Words>
      </p>
      {restsOn !== null && (
        <p className="rests-on">
          <Words>{`${restsOn}・${t.estimate.age(age)}`}</Words>
        </p>
      )}
    </>
  );
}

/** What the office says to whoever waits; a new one is heard, too. */
function Message({ text }: { readonly text: string | null }) {
  const t = useWords();
  useEffect(() => {
    if (text !== null) chime();
  }, [text]);
  return (
    <div role="status">
      {text !== null && (
        <div className="from-office">
          <p className="by">
            <Icon name="announce" />
            <Words>{t.waiting.message}</Words>
          </p>
          <p>{text}</p>
        </div>
      )}
    </div>
  );
}
