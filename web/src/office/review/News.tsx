import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { HistoryLines } from './History';
import { labelOf } from './lines';
import type { ReviewProps } from './ReviewPage';
import type { Said } from './review';
import { reviewText } from './text';

/** What came of the last act; where a colleague was first, what they did. */
export function News({ review, tell }: Pick<ReviewProps, 'review' | 'tell'>) {
  const text = useText(reviewText);
  const { language } = useLanguage();
  const { said, changed, definition } = review;
  const place = useRef<HTMLDivElement>(null);
  // It may come below what is in sight of a long dialog. What browsers return is no clean-up.
  useEffect(() => {
    if (said === null) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    // The button that was pressed may be gone: whoever has no pointer goes on from here.
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [said]);
  if (changed !== null) {
    const names = [...changed.answers, ...changed.papers].map((path) => labelOf(definition, path, language));
    return (
      <div ref={place} tabIndex={-1}>
        <Notice kind="act" live="now">
          <h3>{text.changed.title}</h3>
          <p>{text.changed.lead}</p>
          <HistoryLines lines={changed.deeds} />
          <p>{names.length === 0 ? text.changed.nothing : text.changed.answers(names.join('、'))}</p>
          <Button onPress={() => tell({ type: 'seen' })}>{text.changed.seen}</Button>
        </Notice>
      </div>
    );
  }
  // It stands before anything is said, so that it is announced.
  return (
    <div role="status" ref={place} tabIndex={-1}>
      {said !== null && said.is !== 'stale' && (
        <Notice kind={said.is === 'done' ? 'done' : 'harm'}>
          <p>{wordsOf(said, text.said)}</p>
          {said.is === 'refused' &&
            said.errors.map(({ path, code, message }) => <p key={`${path} ${code}`}>{message}</p>)}
        </Notice>
      )}
    </div>
  );
}

function wordsOf(
  said: Exclude<Said, { is: 'stale' }>,
  text: {
    readonly review: string;
    readonly withdraw: string;
    readonly correction: string;
    readonly paper: string;
    readonly notPaper: string;
    readonly complete: string;
    readonly unreachable: string;
  },
): string {
  if (said.is === 'unreachable') return text.unreachable;
  if (said.is === 'refused') return said.title;
  const { act } = said;
  return act.is === 'paper' && !act.received ? text.notPaper : text[act.is];
}
