import { type ReactNode, useEffect, useRef } from 'react';
import { usualDates } from '../../calendar/dates';
import type { Bookable, Language } from '../../generated/protocol';
import { languageNames, useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Radios, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import type { Step, Taking, TakingClient } from './booking';
import { Refused } from './Refused';
import { siteOf } from './sites';
import { bookingText } from './text';

const languages: readonly Language[] = ['ja', 'easy', 'en'];

/** The time is held: what else is to be known, none of which a booking needs. */
export function Contact({
  client,
  taking: { entries, refusal, wrong },
  step,
  bookable,
  ahead,
}: {
  readonly client: TakingClient;
  readonly taking: Taking;
  readonly step: Step & { readonly is: 'held' | 'confirming' };
  readonly bookable: Bookable;
  readonly ahead: number;
}) {
  const { contact: text, hold } = useText(bookingText);
  const form = useRef<HTMLFormElement>(null);
  // Whoever is refused stands at the first field that is wrong.
  useEffect(() => {
    if (wrong.length > 0) form.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus();
  }, [wrong]);
  const busy = step.is === 'confirming';
  return (
    <form
      ref={form}
      className="contact"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void client.confirm();
      }}
    >
      <HeldTime step={step} bookable={bookable} ahead={ahead}>
        <Button isDisabled={busy} onPress={client.back}>
          {hold.other}
        </Button>
      </HeldTime>
      <Refused refusal={refusal} />
      <h3>{text.title}</h3>
      <p>{text.lead}</p>
      <div className="contact-fields">
        <TextField
          autoFocus
          type="tel"
          autoComplete="off"
          label={text.telephone}
          help={text.telephoneHelp}
          problem={wrong.includes('telephone') ? text.telephoneWrong : undefined}
          isReadOnly={busy}
          value={entries.telephone}
          onChange={(telephone) => client.enter({ telephone })}
        />
        <TextField
          type="text"
          inputMode="email"
          autoComplete="off"
          label={text.email}
          help={text.emailHelp}
          problem={wrong.includes('email') ? text.emailWrong : undefined}
          isReadOnly={busy}
          value={entries.email}
          onChange={(email) => client.enter({ email })}
        />
      </div>
      <div className="in-a-row">
        <Radios
          label={text.language}
          value={entries.language}
          options={languages.map((key) => ({ key, words: languageNames[key], isDisabled: busy }))}
          onChange={(language) => client.enter({ language })}
        />
      </div>
      <div role="status">
        {busy && step.failed && (
          <Notice kind="act" icon="offline">
            {text.unknown}
          </Notice>
        )}
      </div>
      <div className="acts">
        <Button isDisabled={busy && !step.failed} onPress={client.reset}>
          {text.reset}
        </Button>
        {busy && step.failed ? (
          <Button kind="primary" onPress={() => void client.again()}>
            {hold.resend}
          </Button>
        ) : (
          <Button kind="primary" type="submit">
            {busy ? text.confirming : text.confirm}
          </Button>
        )}
      </div>
    </form>
  );
}

function HeldTime({
  step: { held },
  bookable,
  ahead,
  children,
}: {
  readonly step: Step & { readonly is: 'held' | 'confirming' };
  readonly bookable: Bookable;
  readonly ahead: number;
  readonly children: ReactNode;
}) {
  const { hold: text } = useText(bookingText);
  const { language } = useLanguage();
  const now = useNow() + ahead;
  const { time } = held;
  const left = held.until - now;
  const minutes = Math.max(1, Math.round(left / 60_000));
  return (
    <div className="held">
      <div>
        <p className="held-time">
          {usualDates(language).long(time.date)} {time.time}
        </p>
        <p>{siteOf(bookable, time.site)?.name}</p>
        <p className="quiet">
          <Icon name="clock" /> {left > 0 ? text.left(minutes) : text.over}
        </p>
      </div>
      {children}
    </div>
  );
}
