import { useEffect } from 'react';
import type { Bookable } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Choice, Radios, TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { mayList, type Taking, type TakingClient } from './booking';
import { Contact } from './Contact';
import { ReadBack } from './ReadBack';
import { Refused } from './Refused';
import { plainText } from './readback';
import { Screened } from './Screened';
import { screenedText } from './screened-text';
import { siteOf, sitesFor } from './sites';
import { Times } from './Times';
import { bookingText } from './text';

/** 予約をとる: what and where, when, the rest, and what to read to the caller. */
export function Take({
  client,
  ward,
  ahead,
}: {
  readonly client: TakingClient;
  readonly ward: string;
  /** What to add to this machine's clock for the server's. */
  readonly ahead: number;
}) {
  const text = useText(bookingText);
  const taking = useStore(client);
  const { facts, step } = taking;
  useEffect(() => {
    void client.load();
  }, [client]);
  if (facts === 'loading') return <p role="status">{text.loading}</p>;
  if (facts === 'failed') {
    return (
      <Notice kind="harm" live="now">
        {text.failed} <Button onPress={() => void client.load()}>{text.again}</Button>
      </Notice>
    );
  }
  switch (step.is) {
    case 'choosing':
    case 'holding':
      return <Choosing client={client} taking={taking} bookable={facts} ward={ward} />;
    case 'held':
    case 'confirming':
      return <Contact client={client} taking={taking} step={step} bookable={facts} ahead={ahead} />;
    case 'done':
      return <ReadBack booking={step.booking} bookable={facts} onNext={client.reset} />;
  }
}

function Choosing({
  client,
  taking,
  bookable,
  ward,
}: {
  readonly client: TakingClient;
  readonly taking: Taking;
  readonly bookable: Bookable;
  readonly ward: string;
}) {
  const { entries, walk, step, refusal, last } = taking;
  const { choose: text, hold, none } = useText(bookingText);
  const { first } = useText(screenedText);
  const { language } = useLanguage();
  const { subject, site, near, from } = entries;
  const subjects = bookable.subjects.filter((one) => sitesFor(bookable, ward, one.subject).length > 0);
  if (subjects.length === 0) return <Notice kind="act">{none}</Notice>;
  const open = mayList(taking);
  const listed = subject === null ? [] : sitesFor(bookable, ward, subject);
  // A verdict led to a counter, which is in no list.
  const led = site === null || listed.some((one) => one.site === site) ? undefined : siteOf(bookable, site);
  const sites = led === undefined ? listed : [...listed, led];
  return (
    <div className="take">
      <div className="take-what">
        <Choice
          label={text.subject}
          placeholder={text.subjectNone}
          value={subject}
          options={subjects.map((one) => ({ key: one.subject, words: plainText(one.name, language) }))}
          onChange={(key) => client.enter({ subject: key })}
        />
        {subject === null ? (
          <p className="quiet">{text.siteFirst}</p>
        ) : (
          <Choice
            label={text.site}
            placeholder={text.siteNone}
            value={site}
            options={sites.map((one) => ({ key: one.site, words: one.name }))}
            onChange={(key) => client.enter({ site: key })}
          />
        )}
        {walk !== null && <Screened client={client} taking={taking} walk={walk} />}
        <Radios
          label={text.where}
          value={near ? 'near' : 'alone'}
          options={[
            { key: 'near', words: text.near },
            { key: 'alone', words: text.alone },
          ]}
          onChange={(key) => client.enter({ near: key === 'near' })}
        />
        <TextField
          type="date"
          label={text.from}
          help={text.fromHelp}
          value={from ?? ''}
          onChange={(value) => client.enter({ from: value === '' ? null : value })}
        />
        {last !== null && <Button onPress={client.readAgain}>{text.readAgain}</Button>}
      </div>
      <div className="take-when">
        <Refused refusal={refusal} />
        <div role="status">
          {step.is === 'holding' && !step.failed && <p>{hold.holding}</p>}
          {step.is === 'holding' && step.failed && (
            <Notice kind="act" icon="offline">
              <p>{hold.unknown}</p>
              <div className="acts">
                <Button onPress={client.back}>{hold.other}</Button>
                <Button kind="primary" onPress={() => void client.again()}>
                  {hold.resend}
                </Button>
              </div>
            </Notice>
          )}
        </div>
        {site === null ? (
          <p className="quiet">{text.begin}</p>
        ) : !open ? (
          <p className="quiet">{first}</p>
        ) : (
          <Times
            client={client.times}
            bookable={bookable}
            isDisabled={step.is === 'holding'}
            onChoose={(time) => void client.choose(time)}
          />
        )}
      </div>
    </div>
  );
}
