import { span } from '../../calendar/times';
import type { Finding } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { planText } from '../plan/text';
import { useNames } from './names';
import type { Placed } from './rows';
import { weekText } from './text';

/** A block's text: when, for how many, how many come, what is cut, and how it differs from what is published. */
export function BlockWords({
  placed: { block, section },
  withSection,
  findings,
}: {
  readonly placed: Placed;
  readonly withSection: boolean;
  readonly findings: readonly Finding[];
}) {
  const text = useText(weekText);
  const plan = useText(planText);
  const names = useNames();
  const shut = block.open.length === 0;
  const [first] = block.cuts;
  return (
    <>
      <strong className="hours">{span(block.hours)}</strong>
      {withSection && <span>{names.section(section)}</span>}
      {block.kind !== 'counter' && <span>{`${plan.kinds[block.kind]} ${block.title ?? ''}`}</span>}
      {block.kind === 'counter' && block.title !== null && <span>{block.title}</span>}
      <span>
        {text.seats(String(block.seats))} {text.booked(String(block.booked))}
      </span>
      {shut && first !== undefined && <span className="cut">{text.shut(text.why[first.why])}</span>}
      {!shut &&
        block.cuts.map(({ hours, why }) => (
          <span key={`${hours.opens}${why}`} className="cut">
            {text.cut(span(hours), text.why[why])}
          </span>
        ))}
      {block.change !== 'none' && <span className="mark">{text.changes[block.change]}</span>}
      {findings.length > 0 && (
        <span className="conflict">
          {text.conflict}
          <span className="visually-hidden">{findings.map(({ sentence }) => sentence).join(' ')}</span>
        </span>
      )}
    </>
  );
}
