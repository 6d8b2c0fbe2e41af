import type { CallView, PartyRole } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { Request, SignalClient } from '../../signal/client';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { HOLD_KEY } from '../ring/plan';
import { ActNotice } from './ActNotice';
import { handoverText } from './handover-text';
import { OngoingNotice } from './OngoingNotice';
import { type Ongoing, ongoing } from './ongoing';
import { duration } from './screen';
import { useAct } from './useAct';

/** What goes on beside the talk, each with its one way out. */
export function OngoingLines({
  call,
  role,
  signal,
}: {
  readonly call: CallView;
  readonly role: PartyRole;
  readonly signal: SignalClient;
}) {
  const { fault, act } = useAct(signal);
  const now = useNow() + signal.snapshot().ahead;
  const lines = ongoing(call, role);
  return (
    <>
      {lines.map((line) => (
        <Line
          key={keyOf(line)}
          line={line}
          call={call}
          now={now}
          signal={signal}
          onAct={(body) => void act(body)}
        />
      ))}
      <ActNotice fault={fault} />
    </>
  );
}

function keyOf(line: Ongoing): string {
  return line.is === 'invited' ? `${line.is} ${JSON.stringify(line.whom)}` : line.is;
}

function Line({
  line,
  call: { call },
  now,
  signal,
  onAct,
}: {
  readonly line: Ongoing;
  readonly call: CallView;
  readonly now: number;
  readonly signal: SignalClient;
  readonly onAct: (body: Request) => void;
}) {
  const text = useText(handoverText);
  const { colleagues } = useStore(signal);
  const time = (since: number | null) => duration(now - (since ?? now));
  switch (line.is) {
    case 'held':
      return (
        <OngoingNotice kind="act" icon="pause">
          <p>
            <strong>{text.held(time(line.since))}</strong>{' '}
            {line.mayRelease ? text.heldHelp : text.heldByOther}
          </p>
          {line.mayRelease && (
            <Button
              kind="primary"
              aria-keyshortcuts={HOLD_KEY}
              onPress={() => onAct({ type: 'hold', call, held: false })}
            >
              {text.release} <kbd>{HOLD_KEY}</kbd>
            </Button>
          )}
        </OngoingNotice>
      );
    case 'handing-over':
      return (
        <OngoingNotice kind="act" icon="transfer">
          <p>
            <strong role="status">{text.transfer.ringing(line.transfer.section_name)}</strong>{' '}
            {text.transfer.ringingHelp(time(line.since))}
          </p>
          <Button onPress={() => onAct({ type: 'cancel-transfer', call })}>{text.transfer.takeBack}</Button>
        </OngoingNotice>
      );
    case 'consulting':
      return (
        <OngoingNotice kind="act" icon="transfer">
          <p>
            <strong role="status">
              {line.isOurs ? text.transfer.consulting(line.transfer.section_name) : text.transfer.receiving}
            </strong>{' '}
            {line.isOurs ? text.transfer.consultingHelp(time(line.since)) : text.transfer.receivingHelp}
          </p>
          {line.isOurs && (
            <>
              <Button kind="primary" onPress={() => onAct({ type: 'complete-transfer', call })}>
                {text.transfer.complete}
              </Button>
              <Button onPress={() => onAct({ type: 'cancel-transfer', call })}>{text.transfer.back}</Button>
            </>
          )}
        </OngoingNotice>
      );
    case 'invited': {
      const { whom } = line;
      const section =
        whom.who === 'section' && colleagues.sections.find((row) => row.section === whom.section);
      return (
        <OngoingNotice icon="invite">
          <p role="status">{text.invite.waiting(section ? section.name : text.invite.who[whom.who])}</p>
          <Button onPress={() => onAct({ type: 'cancel-invite', call, whom })}>{text.invite.takeBack}</Button>
        </OngoingNotice>
      );
    }
    case 'unreached':
      return (
        <Notice kind="act" live="polite">
          {text.unreached[line.why]}
        </Notice>
      );
    case 'alarm':
      return (
        <OngoingNotice kind="harm" icon="alarm">
          <p>
            <strong>{text.alarm.on(time(line.since))}</strong> {text.alarm.onHelp}
          </p>
          <Button onPress={() => onAct({ type: 'alarm', call, on: false })}>{text.alarm.off}</Button>
        </OngoingNotice>
      );
    case 'listened':
      return (
        <p className="listened" role="status">
          <Icon name="hearing" />
          {text.listened}
        </p>
      );
  }
}
