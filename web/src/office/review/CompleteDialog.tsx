import { type SubmitEvent, useState } from 'react';
import { useLanguage, useText } from '../../i18n/language';
import { Check } from '../../ui/Checks';
import { Dialog } from '../../ui/Dialog';
import { FormActs } from '../../ui/FormActs';
import { Notice } from '../../ui/Notice';
import { askingText } from './asking-text';
import { labelOf } from './lines';
import { News } from './News';
import type { ReviewProps } from './ReviewPage';
import { openPoints } from './review';
import { reviewText } from './text';

/** 審査済にする: refused while something is open, unless the reviewer says that it may be. */
export function CompleteDialog({ review, tell, today }: ReviewProps) {
  const { complete: text } = useText(askingText);
  const { finding } = useText(reviewText);
  const { language } = useLanguage();
  const [allowed, setAllowed] = useState(false);
  const [tried, setTried] = useState(false);
  const { findings, papers } = openPoints(review.application);
  const isOpen = findings.length > 0 || papers.length > 0;
  const label = (path: string) => labelOf(review.definition, path, language);
  const close = () => tell({ type: 'ask', what: null, today });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!isOpen || allowed) tell({ type: 'act', act: { is: 'complete' } });
  };
  return (
    <Dialog title={text.title} onClose={close}>
      <form className="asking" noValidate onSubmit={submit}>
        {isOpen ? (
          <>
            <p>{text.open}</p>
            <ul className="open-points">
              {findings.map(({ path, code, message }) => (
                <li key={`${path} ${code}`}>{finding(label(path), message)}</li>
              ))}
              {papers.map(({ path }) => (
                <li key={path}>{text.paper(label(path))}</li>
              ))}
            </ul>
            <Check value={allowed} onChange={setAllowed}>
              {text.allow}
            </Check>
            {tried && !allowed && (
              <Notice kind="harm" live="now">
                {text.missing}
              </Notice>
            )}
          </>
        ) : (
          <p>{text.ready}</p>
        )}
        <News review={review} tell={tell} />
        <FormActs
          cancel={text.cancel}
          submit={text.send}
          isDisabled={review.doing !== null}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}
