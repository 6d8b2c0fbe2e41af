import { useEffect, useState } from 'react';
import type { SectionId } from '../../generated/protocol';
import type { Watch } from '../../http/watch';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import { foundText } from './found-text';
import './pinned.css';
import { type Heard, minutesOld, type PinnedRow, pinnedOf } from './pinned';
import { SiteName } from './SiteName';

/** As many as leave the waiting rows their room; the rest is in the list. */
const SHOWN = 3;

const icons: Readonly<Record<PinnedRow['stands'], IconName>> = {
  awaited: 'clock',
  arrived: 'done',
  late: 'warning',
};

/** きょうの予約, the next one first. In a call it is one line that opens. */
export function Pinned({
  bookings,
  sections,
  inCall,
  mark,
  onOpen,
}: {
  readonly bookings: Watch<Heard>;
  readonly sections: readonly SectionId[];
  readonly inCall: boolean;
  /** Changes with the queue. */
  readonly mark: string;
  readonly onOpen: () => void;
}) {
  const text = useText(foundText);
  const state = useStore(bookings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it waits for is another queue
  useEffect(() => {
    void bookings.look();
  }, [bookings, mark]);
  if (state.is === 'unreachable') return <p className="pinned quiet">{text.unreachable}</p>;
  if (state.is !== 'loaded') return null;
  const { ahead, late } = pinnedOf(state.value.rows, sections);
  const next = ahead[0];
  if (next === undefined && late.length === 0) return null;
  return (
    <Lines
      key={String(inCall)}
      isOpen={!inCall}
      next={next}
      rows={[...ahead, ...late]}
      counts={[ahead.length, late.length]}
      heard={state.stale ? state.value : null}
      onOpen={onOpen}
    />
  );
}

function Lines({
  isOpen,
  next,
  rows,
  counts: [ahead, late],
  heard,
  onOpen,
}: {
  readonly isOpen: boolean;
  readonly next: PinnedRow | undefined;
  readonly rows: readonly PinnedRow[];
  readonly counts: readonly [ahead: number, late: number];
  /** Where what is shown is old. */
  readonly heard: Heard | null;
  readonly onOpen: () => void;
}) {
  const text = useText(foundText);
  const [open, setOpen] = useState(isOpen);
  const shown = rows.slice(0, SHOWN);
  return (
    <div className="pinned">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>{text.today}</h2> <span>{text.count(ahead)}</span>{' '}
          <span>{next === undefined ? text.allCame : text.next(next.row.time)}</span>
          {late > 0 && <strong className="late"> {text.lateCount(late)}</strong>}
        </summary>
        <div role="status">{heard !== null && <Old heard={heard} />}</div>
        <ol>
          {shown.map(({ row, stands }) => (
            <li key={row.booking} data-stands={stands} data-next={row === next?.row || undefined}>
              <span className="time">
                {row.time} {row === next?.row && <span className="mark">{text.nextMark}</span>}
              </span>
              <span className="what">
                <SiteName row={row} /> <strong>{row.subject_name}</strong>
              </span>
              <span className="stands">
                <Icon name={icons[stands]} />
                {text.stands[stands]}
              </span>
            </li>
          ))}
        </ol>
      </details>
      <Button onPress={onOpen}>
        {rows.length > SHOWN ? text.openMore(rows.length - SHOWN) : text.openList}
      </Button>
    </div>
  );
}

function Old({ heard }: { readonly heard: Heard }) {
  const text = useText(foundText);
  return <p className="old">{text.old(minutesOld(heard, useNow()))}</p>;
}
