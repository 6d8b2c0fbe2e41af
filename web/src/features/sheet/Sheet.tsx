import { type PointerEvent, useRef, useState } from 'react';
import type { Definition } from '../../generated/forms';
import type { CallView } from '../../generated/protocol';
import { languageNames, useLanguage, useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { Reader } from '../panel/reader';
import { Badge } from '../screening/Badge';
import type { Follower } from './follow';
import { Propose } from './Propose';
import { layOut, progress, type Row, type Value } from './rows';
import './sheet.css';
import { sheetText } from './text';
import { useDefinition } from './useDefinition';

/** The panel as the resident sees it. Who may help can also point, show and suggest; an interpreter only reads. */
export function Sheet({
  call,
  follower,
  mayHelp,
}: {
  readonly call: CallView;
  readonly follower: Follower;
  readonly mayHelp: boolean;
}) {
  const text = useText(sheetText);
  const { reader } = useStore(follower);
  const { form } = call;
  return (
    <section className="sheet" aria-labelledby="sheet-title">
      <h2 id="sheet-title">{text.title}</h2>
      <Badge screened={call.screened} />
      {form === null ? (
        <p className="quiet">{text.noFormFor}</p>
      ) : (
        <>
          <p className="quiet">{mayHelp ? text.about : text.aboutReading}</p>
          {reader.state === 'waiting' && <p role="status">{text.waiting}</p>}
          {reader.state === 'no-form' && (
            <div className="open-form">
              <p role="status">{text.noForm}</p>
              {mayHelp && (
                <Button onPress={() => follower.open(form)}>
                  <Icon name="form" />
                  {text.open}
                </Button>
              )}
            </div>
          )}
          {reader.state === 'following' && (
            <Following reader={reader} follower={follower} mayHelp={mayHelp} />
          )}
        </>
      )}
    </section>
  );
}

type FollowingReader = Extract<Reader, { state: 'following' }>;

function Following({
  reader,
  follower,
  mayHelp,
}: {
  readonly reader: FollowingReader;
  readonly follower: Follower;
  readonly mayHelp: boolean;
}) {
  const text = useText(sheetText);
  const loaded = useDefinition(reader.form, reader.version);
  if (loaded.is === 'loading') return <p role="status">{text.loading}</p>;
  if (loaded.is === 'failed') {
    return (
      <Notice kind="harm" live="now">
        {text.unloadable} <Button onPress={loaded.again}>{text.again}</Button>
      </Notice>
    );
  }
  return <Form definition={loaded.definition} reader={reader} follower={follower} mayHelp={mayHelp} />;
}

function Form({
  definition,
  reader,
  follower,
  mayHelp,
}: {
  readonly definition: Definition;
  readonly reader: FollowingReader;
  readonly follower: Follower;
  readonly mayHelp: boolean;
}) {
  const text = useText(sheetText);
  const { language } = useLanguage();
  const { highlighted, looking } = useStore(follower);
  const [proposing, setProposing] = useState<Row | null>(null);
  const [pointing, setPointing] = useState(false);
  const [closed, setClosed] = useState(false);
  const [withdrawn, setWithdrawn] = useState<{ readonly row: Row; readonly value: string } | null>(null);
  const point = usePointer(follower, pointing);
  const { sheet } = reader;
  const parts = layOut(definition, sheet, language);
  const { answered, asked } = progress(parts);
  const tell = (sent: boolean) => setClosed(!sent);
  const isFilling = sheet.step.at !== 'receipt';
  const { agreement } = reader;
  return (
    <>
      <div className="sheet-head">
        <p>
          <strong>{text.progress(answered, asked)}</strong>
          <br />
          {text.language(languageNames[reader.language])}
        </p>
        {mayHelp && (
          <ToggleButton isSelected={pointing} onChange={setPointing}>
            <Icon name="point" />
            {text.point}
          </ToggleButton>
        )}
      </div>
      <div role="status">
        {reader.behind && agreement !== 'aligning' && <Notice kind="act">{text.behind}</Notice>}
        {agreement === 'aligning' && <Notice kind="act">{text.aligning}</Notice>}
        {agreement === 'differs' && <Notice kind="harm">{text.differs}</Notice>}
        {closed && <Notice kind="act">{text.closed}</Notice>}
        {pointing && <Notice icon="point">{text.pointOn}</Notice>}
        {withdrawn !== null && (
          <Notice>
            {text.withdrawn(withdrawn.row.label)}{' '}
            <Button
              onPress={() => {
                tell(follower.propose(withdrawn.row.path, withdrawn.value));
                setWithdrawn(null);
              }}
            >
              <Icon name="undo" />
              {text.proposeAgain}
            </Button>
          </Notice>
        )}
        {sheet.step.at === 'check' && (
          <Notice icon="person">
            {text.check}
            {agreement === 'same' && <> {text.same}</>}
          </Notice>
        )}
        {sheet.step.at === 'receipt' && <Notice kind="done">{text.receipt(sheet.step.number)}</Notice>}
      </div>
      <div className="paper" data-pointing={pointing || undefined} {...point}>
        {parts.map((part) => (
          <section key={part.id} aria-label={part.title}>
            <h3>{part.title}</h3>
            <ul>
              {part.rows.map((row) => (
                <RowView
                  key={row.path}
                  row={row}
                  highlighted={row.path === highlighted}
                  mayHelp={mayHelp}
                  mayTurn={mayHelp && isFilling}
                  isLooking={row.path === looking}
                  onLook={() => tell(follower.look(row.path))}
                  onLead={() => tell(follower.lead(row.path))}
                  onHighlight={(on) => tell(follower.highlight(on ? row.path : null))}
                  onPropose={() => setProposing(row)}
                  onWithdraw={({ id, value }) => {
                    const sent = follower.withdraw(id);
                    tell(sent);
                    if (sent) setWithdrawn({ row, value });
                  }}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {proposing !== null && (
        <Propose
          holdsMyNumber={follower.holdsMyNumber}
          row={proposing}
          onCancel={() => setProposing(null)}
          onSend={(value) => {
            tell(follower.propose(proposing.path, value));
            setProposing(null);
            setWithdrawn(null);
          }}
        />
      )}
    </>
  );
}

function RowView({
  row,
  highlighted,
  mayHelp,
  mayTurn,
  isLooking,
  onLook,
  onLead,
  onHighlight,
  onPropose,
  onWithdraw,
}: {
  readonly row: Row;
  readonly highlighted: boolean;
  readonly mayHelp: boolean;
  /** Whether the resident may be taken to it: while the form is being filled. */
  readonly mayTurn: boolean;
  /** The resident was asked to look here, and has not been yet. */
  readonly isLooking: boolean;
  readonly onLook: () => void;
  readonly onLead: () => void;
  readonly onHighlight: (on: boolean) => void;
  readonly onPropose: () => void;
  readonly onWithdraw: (proposal: NonNullable<Row['proposal']>) => void;
}) {
  const text = useText(sheetText);
  const { label, proposal } = row;
  return (
    <li className="line" data-here={row.here || undefined} data-highlighted={highlighted || undefined}>
      <div className="answer">
        <span className="label">{label}</span>
        <Answer value={row.value} />
        {row.here && (
          <span className="here">
            <Icon name="person" />
            {text.here}
          </span>
        )}
        {isLooking && (
          <span className="here">
            <Icon name="message" />
            {text.looking}
          </span>
        )}
      </div>
      {mayHelp && (
        <div className="line-acts">
          <ToggleButton isSelected={highlighted} onChange={onHighlight} aria-label={text.highlightOf(label)}>
            <Icon name="highlight" />
            {highlighted ? text.unhighlight : text.highlight}
          </ToggleButton>
          {mayTurn && !row.here && (
            <>
              <Button onPress={onLook} aria-label={text.lookOf(label)}>
                <Icon name="message" />
                {text.look}
              </Button>
              <Button onPress={onLead} aria-label={text.leadOf(label)}>
                <Icon name="forward" />
                {text.lead}
              </Button>
            </>
          )}
          {row.suggest.by !== 'nothing' && proposal === null && (
            <Button onPress={onPropose} aria-label={text.proposeOf(label)}>
              <Icon name="note" />
              {text.propose}
            </Button>
          )}
        </div>
      )}
      {proposal !== null && (
        <div className="proposal">
          <p>
            <span className="label">{text.proposal}</span>
            <strong>{proposal.words}</strong>
            <span>{text.proposalWaits}</span>
          </p>
          {mayHelp && (
            <Button onPress={() => onWithdraw(proposal)} aria-label={text.withdrawOf(label)}>
              {text.withdraw}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function Answer({ value }: { readonly value: Value }) {
  const text = useText(sheetText);
  switch (value.is) {
    case 'empty':
      return <span className="quiet">{text.empty}</span>;
    case 'agreed':
      return <span className="value">{text.agreed}</span>;
    case 'words':
      return <span className="value">{value.words}</span>;
    case 'filled':
      return (
        <span className="bar" title={text.filledHelp}>
          <Icon name="lock" />
          {text.filled}
        </span>
      );
  }
}

/** Sends where the pointer is, at most once a frame. */
function usePointer(follower: Follower, pointing: boolean) {
  const frame = useRef(0);
  if (!pointing) return {};
  return {
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      const at = {
        x: ((event.clientX - box.left) / box.width) * 1_000,
        y: ((event.clientY - box.top) / box.height) * 1_000,
      };
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => follower.point(at));
    },
    onPointerLeave: () => {
      cancelAnimationFrame(frame.current);
      follower.point(null);
    },
  };
}
