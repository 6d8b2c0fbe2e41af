import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { packageFiles, packagePath } from '../api';
import type { ReviewProps } from './ReviewPage';
import { doable } from './review';
import { reviewText } from './text';

/** What can be done now, the way forward last; and the files. */
export function Acts({ review, tell, today }: ReviewProps) {
  const text = useText(reviewText);
  const can = doable(review.application);
  const busy = review.doing !== null;
  const isFound = review.application.findings.length > 0;
  const { id, erased } = review.application.row;
  return (
    <section className="to-do" aria-label={text.acts}>
      <div className="acts">
        {can.review && (
          <Button
            kind="primary"
            isDisabled={busy}
            onPress={() => tell({ type: 'act', act: { is: 'review' } })}
          >
            {busy ? text.busy : text.begin}
          </Button>
        )}
        {can.withdraw && (
          <Button isDisabled={busy} onPress={() => tell({ type: 'act', act: { is: 'withdraw' } })}>
            <Icon name="undo" />
            {text.withdraw}
          </Button>
        )}
        {can.correction && (
          <Button
            kind={isFound ? 'primary' : 'plain'}
            isDisabled={busy}
            onPress={() => tell({ type: 'ask', what: 'correction', today })}
          >
            <Icon name="note" />
            {text.correct}
          </Button>
        )}
        {can.complete && (
          <Button
            kind={isFound ? 'plain' : 'primary'}
            isDisabled={busy}
            onPress={() => tell({ type: 'ask', what: 'complete', today })}
          >
            <Icon name="done" />
            {text.complete}
          </Button>
        )}
      </div>
      {!erased && (
        <ul className="files" aria-label={text.files}>
          {packageFiles.map((file) => (
            <li key={file}>
              <a href={packagePath(id, file)} download>
                <Icon name="document" />
                {text.fileNames[file]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
