import type { Batch } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { batchFile } from '../api';
import { addressOf } from '../page';
import { useMoment } from '../services';
import { inGroups } from './handover';
import { handoverText } from './text';

/** One hand-over: who did what, what is in it, and what can be done with it. */
export function BatchPart({
  batch,
  busy,
  onRelease,
  onPutBack,
}: {
  readonly batch: Batch;
  readonly busy: boolean;
  readonly onRelease: () => void;
  readonly onPutBack: () => void;
}) {
  const text = useText(handoverText);
  const { language } = useLanguage();
  const moment = useMoment();
  const { id, lines, released_at, released_by, manifest_sha256 } = batch;
  const released = released_at !== null;
  return (
    <article className="batch" aria-labelledby={`batch-${id}`}>
      <h3 id={`batch-${id}`}>
        {text.of(lines.length)}
        <span className="mark">{released ? text.done : text.waits}</span>
      </h3>
      <p>
        {text.preparedBy(batch.prepared_by, moment(batch.prepared_at))}
        {released && released_by !== null && (
          <>
            <br />
            {text.releasedBy(released_by, moment(released_at))}
          </>
        )}
      </p>
      <details>
        <summary>{text.contents}</summary>
        <ul>
          {lines.map((line) => (
            <li key={line.id}>
              <a href={addressOf({ page: 'application', id: line.id })}>{line.receipt}</a>{' '}
              {inLanguage(line.title, language)}
            </li>
          ))}
        </ul>
      </details>
      {released ? (
        <>
          <a className="button" data-kind="plain" href={batchFile(id)} download>
            <Icon name="document" />
            {text.file}
          </a>
          {manifest_sha256 !== null && (
            <dl className="hash">
              <dt>{text.hash}</dt>
              <dd>
                <code>{inGroups(manifest_sha256)}</code>
              </dd>
              <dd className="quiet">{text.hashHelp}</dd>
            </dl>
          )}
        </>
      ) : (
        <>
          {batch.own && <p className="quiet">{text.own}</p>}
          <div className="acts">
            {!batch.own && (
              <Button kind="primary" isDisabled={busy} onPress={onRelease}>
                <Icon name="done" />
                {text.release}
              </Button>
            )}
            <Button isDisabled={busy} onPress={onPutBack}>
              <Icon name="undo" />
              {text.putBack}
            </Button>
          </div>
        </>
      )}
    </article>
  );
}
