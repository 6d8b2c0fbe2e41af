import { useCallback, useRef } from 'react';
import type { ApplicationId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Asking } from '../Asking';
import { addressOf } from '../page';
import { Acts } from './Acts';
import { Answers } from './Answers';
import { CompleteDialog } from './CompleteDialog';
import { CorrectionDialog } from './CorrectionDialog';
import { Head } from './Head';
import { History } from './History';
import { Papers } from './Papers';
import './review.css';
import { News } from './News';
import type { Event, Open } from './review';
import { reviewText } from './text';
import { useReview } from './useReview';

/** What the parts of the page are given. */
export interface ReviewProps {
  readonly review: Open;
  readonly tell: (event: Event) => void;
  readonly today: string;
}

/** 申請: one application with everything that is known of it, and what can be done. */
export function ReviewPage({
  id,
  onChanged,
}: {
  readonly id: ApplicationId;
  readonly onChanged: () => void;
}) {
  const text = useText(reviewText);
  const latest = useRef(onChanged);
  latest.current = onChanged;
  const changed = useCallback(() => latest.current(), []);
  const { review, tell, load, today } = useReview(id, changed);
  const asked = review.is === 'open' ? ({ is: 'loaded', value: review, stale: false } as const) : review;
  return (
    <div className="review">
      <p>
        <a
          href={addressOf({
            page: 'worklist',
            status: review.is === 'open' ? review.application.row.status : 'submitted',
          })}
        >
          <Icon name="back" />
          {text.back}
        </a>
      </p>
      <Asking asked={asked} again={() => void load()}>
        {(open) => <OneApplication review={open} tell={tell} today={today} />}
      </Asking>
    </div>
  );
}

function OneApplication(props: ReviewProps) {
  const text = useText(reviewText);
  const { review } = props;
  const { row } = review.application;
  return (
    <>
      <Head review={review} />
      {review.asking === null && <News {...props} />}
      <Acts {...props} />
      {row.erased ? (
        <Notice>{text.erased}</Notice>
      ) : (
        <div className="beside">
          <Answers review={review} />
          <div className="side">
            <Papers {...props} />
            <History review={review} />
          </div>
        </div>
      )}
      {row.erased && <History review={review} />}
      {review.asking === 'correction' && <CorrectionDialog {...props} />}
      {review.asking === 'complete' && <CompleteDialog {...props} />}
    </>
  );
}
