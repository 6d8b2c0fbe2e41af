import { useDates } from '../../calendar/era';
import type { ApplicationHistory } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Notice } from '../../ui/Notice';
import { useMoment } from '../services';
import type { Open } from './review';
import { reviewText } from './text';

/** Deeds that an applicant does. */
const OWN = ['submitted', 'corrected'];

/** What was asked last, and everything that happened. */
export function History({ review }: { readonly review: Open }) {
  const text = useText(reviewText);
  const dates = useDates();
  const { correction, history, row } = review.application;
  return (
    <section>
      {correction !== null && row.status === 'correction' && (
        <p>{text.finding(text.asked, text.askedUntil(dates.long(correction.until)))}</p>
      )}
      {row.corrected && <Notice kind="done">{text.putRight}</Notice>}
      <h2>{text.history}</h2>
      <HistoryLines lines={history} />
    </section>
  );
}

export function HistoryLines({ lines }: { readonly lines: readonly ApplicationHistory[] }) {
  const text = useText(reviewText);
  const moment = useMoment();
  return (
    <ol className="history">
      {lines.map(({ at, deed, by }) => (
        <li key={`${at} ${deed}`}>
          <strong>{text.deeds[deed]}</strong>
          <span>{by ?? (OWN.includes(deed) ? text.applicant : text.system)}</span>
          <span className="quiet">{moment(at)}</span>
        </li>
      ))}
    </ol>
  );
}
