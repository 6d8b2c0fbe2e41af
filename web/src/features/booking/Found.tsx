import { type ReactNode, useEffect, useRef } from 'react';
import { usualDates } from '../../calendar/dates';
import type { Bookable, BookingRow } from '../../generated/protocol';
import { languageNames, useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { StateWords } from './Find';
import { type Finding, type FindingClient, isChangeable, isRestorable } from './find';
import { foundText } from './found-text';
import { Refused } from './Refused';
import { rowText } from './row-text';
import { SiteName } from './SiteName';
import { Times } from './Times';

/** One booking, and what can be done with it. Every act can be left or taken back. */
export function Found({
  client,
  finding: { doing, done, refusal },
  row,
  bookable,
}: {
  readonly client: FindingClient;
  readonly finding: Finding;
  readonly row: BookingRow;
  readonly bookable: Bookable | null;
}) {
  const text = useText(foundText);
  const { language } = useLanguage();
  const { long } = usualDates(language);
  const title = useRef<HTMLHeadingElement>(null);
  const stage = doing.is === 'running' ? 'running' : doing.is;
  // What was pressed is gone with its step: the focus goes on to what is there now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further step is what it waits for
  useEffect(() => {
    title.current?.focus();
  }, [stage]);
  return (
    <div className="found">
      <header className="day-head">
        <h3 ref={title} tabIndex={-1}>
          {long(row.date)} {row.time}
        </h3>
        <StateWords row={row} />
        <Button isDisabled={doing.is === 'running' && !doing.failed} onPress={client.close}>
          <Icon name="back" />
          {text.back}
        </Button>
      </header>
      <div role="status">{done !== null && <Notice kind="done">{text.done[done]}</Notice>}</div>
      <Refused refusal={refusal} />
      {doing.is === 'choosing' && bookable !== null ? (
        <>
          <h4>{text.moveTitle}</h4>
          <Times
            client={client.times}
            bookable={bookable}
            onChoose={(to) => client.ask({ is: 'move', to })}
          />
          <div className="acts">
            <Button onPress={client.leave}>{text.leave}</Button>
          </div>
        </>
      ) : (
        <>
          <Facts row={row} />
          <Acts client={client} doing={doing} row={row} bookable={bookable} />
        </>
      )}
    </div>
  );
}

function Facts({ row }: { readonly row: BookingRow }) {
  const { facts, none, hasEmail } = useText(foundText);
  const { channels } = useText(rowText);
  return (
    <dl>
      <Fact is={facts.subject}>
        {row.subject_name}
        {row.title !== null && `　${row.title}`}
      </Fact>
      <Fact is={facts.site}>
        <SiteName row={row} />
      </Fact>
      <Fact is={facts.language}>{languageNames[row.language]}</Fact>
      <Fact is={facts.telephone}>{row.telephone ?? none}</Fact>
      <Fact is={facts.email}>{row.has_email ? hasEmail : none}</Fact>
      <Fact is={facts.channel}>{channels[row.channel]}</Fact>
    </dl>
  );
}

function Fact({ is, children }: { readonly is: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{is}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acts({
  client,
  doing,
  row,
  bookable,
}: {
  readonly client: FindingClient;
  readonly doing: Finding['doing'];
  readonly row: BookingRow;
  readonly bookable: Bookable | null;
}) {
  const text = useText(foundText);
  const { language } = useLanguage();
  const now = useNow();
  const { short } = usualDates(language);
  const when = (at: { readonly date: string; readonly time: string }) => `${short(at.date)} ${at.time}`;
  if (doing.is === 'asking') {
    const { change } = doing;
    const isMove = change.is === 'move';
    return (
      <Notice kind="act" live="polite">
        <p>{isMove ? text.moveAsk(when(row), when(change.to)) : text.cancelAsk(when(row))}</p>
        <div className="acts">
          <Button onPress={client.leave}>{isMove ? text.leave : text.keep}</Button>
          <Button kind={isMove ? 'primary' : 'harm'} onPress={() => void client.act()}>
            {isMove ? text.moveYes : text.cancelYes}
          </Button>
        </div>
      </Notice>
    );
  }
  if (doing.is === 'running') {
    if (!doing.failed) return <p role="status">{text.running}</p>;
    return (
      <Notice kind="act" live="polite" icon="offline">
        <p>{text.unknown}</p>
        <Button kind="primary" onPress={() => void client.again()}>
          {text.resend}
        </Button>
      </Notice>
    );
  }
  if (isRestorable(row, now)) {
    return (
      <div className="acts">
        <Button kind="primary" onPress={() => void client.act()}>
          <Icon name="undo" />
          {text.restore}
        </Button>
      </div>
    );
  }
  if (!isChangeable(row, now)) return <p className="quiet">{text.over}</p>;
  return (
    <div className="acts">
      <Button kind="harm" onPress={() => client.ask({ is: 'cancel' })}>
        {text.cancel}
      </Button>
      <Button
        kind="primary"
        isDisabled={bookable === null}
        onPress={() => {
          if (bookable !== null) client.otherTimes(bookable);
        }}
      >
        <Icon name="clock" />
        {text.move}
      </Button>
    </div>
  );
}
