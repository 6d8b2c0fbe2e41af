import { useEffect } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { Draft, OpenDraft } from '../draft/draft';
import { Clash, type ClashWords } from './Clash';
import { coordinationText } from './text';

/** How a draft stands, what was changed last, and the ways back and forth. */
export function DraftBar<Kept, Value, Compared>({
  draft,
  state,
  changes,
  isPublished,
  last,
  clash,
  onPublish,
}: {
  readonly draft: Draft<Kept, Value, Compared>;
  readonly state: OpenDraft<Kept, Value, Compared>;
  /** How much is not the same as what counts. */
  readonly changes: number;
  /** Whether anything counts at all. */
  readonly isPublished: boolean;
  /** What was changed last, in words. */
  readonly last: string | null;
  readonly clash: (comparison: Compared) => ClashWords;
  readonly onPublish: (() => void) | null;
}) {
  const text = useText(coordinationText);
  const { past, future, saving } = state;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const back = event.key.toLowerCase() === 'z' && !event.shiftKey;
      const forth = event.key.toLowerCase() === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey);
      // In a field, and in a dialog, these keys are about what is being typed.
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (!(event.ctrlKey || event.metaKey) || (!back && !forth) || typing) return;
      event.preventDefault();
      void (back ? draft.undo() : draft.redo());
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [draft]);
  const waits = saving.is === 'unsaved' || saving.is === 'typed';
  useEffect(() => {
    if (!waits) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [waits]);
  const settled = saving.is === 'saved' || saving.is === 'typed';
  return (
    <section className="draft-bar" aria-label={text.draft.label}>
      <div className="draft-state" role="status">
        <strong>
          {saving.is === 'busy' || saving.is === 'typed'
            ? text.draft.busy
            : changes > 0
              ? text.draft.changed(String(changes))
              : isPublished
                ? text.draft.same
                : text.draft.never}
        </strong>
        {last !== null && saving.is === 'saved' && <span>{last}</span>}
      </div>
      <Button isDisabled={past.length === 0 || !settled} onPress={() => void draft.undo()}>
        <Icon name="undo" />
        {text.draft.undo}
        <kbd>Ctrl+Z</kbd>
      </Button>
      <Button isDisabled={future.length === 0 || !settled} onPress={() => void draft.redo()}>
        <Icon name="again" />
        {text.draft.redo}
        <kbd>Ctrl+Y</kbd>
      </Button>
      {onPublish !== null && (
        <Button kind="primary" isDisabled={changes === 0} onPress={onPublish}>
          {text.draft.publish}
        </Button>
      )}
      {saving.is === 'unsaved' && (
        <Notice kind="harm" live="now" icon="offline">
          <p>{saving.why === 'unreachable' ? text.draft.unsaved : saving.title}</p>
          <div className="acts">
            <Button kind="primary" onPress={() => void draft.retry()}>
              {text.draft.retry}
            </Button>
            <Button onPress={() => void draft.drop()}>{text.draft.drop}</Button>
          </div>
        </Notice>
      )}
      {saving.is === 'stale' && (
        <Clash
          words={clash(saving.comparison)}
          onSettle={(choices) => void draft.settle(choices)}
          onDrop={() => void draft.drop()}
        />
      )}
    </section>
  );
}
