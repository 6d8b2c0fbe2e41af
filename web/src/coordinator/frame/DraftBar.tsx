import { useEffect } from 'react';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { Drafting } from '../plan/drafting';
import { differences } from '../plan/parts';
import { changeWords } from '../plan/words';
import { useServices, useWording } from '../services';
import { Clash } from './Clash';
import { frameText } from './text';

/** How the draft stands, what was changed last, and the ways back and forth. */
export function DraftBar({ onPublish }: { readonly onPublish: (() => void) | null }) {
  const { draft } = useServices();
  const state = useStore(draft);
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
  return state.is === 'open' ? <Open state={state} onPublish={onPublish} /> : null;
}

function Open({
  state,
  onPublish,
}: {
  readonly state: Extract<Drafting, { is: 'open' }>;
  readonly onPublish: (() => void) | null;
}) {
  const text = useText(frameText);
  const { draft } = useServices();
  const { schedule, plan, past, future, saving } = state;
  const wording = useWording(schedule);
  useEffect(() => {
    if (saving.is !== 'unsaved') return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [saving]);
  const changes = differences(schedule.published, plan).length;
  const [last] = past[0] === undefined ? [] : differences(past[0], plan);
  const lastWords = last === undefined ? null : changeWords(last, wording);
  return (
    <section className="draft-bar" aria-label={text.draft.label}>
      <div className="draft-state" role="status">
        <strong>
          {saving.is === 'busy'
            ? text.draft.busy
            : changes > 0
              ? text.draft.changed(String(changes))
              : schedule.version === 0
                ? text.draft.never
                : text.draft.same}
        </strong>
        {lastWords !== null && saving.is === 'saved' && (
          <span>{text.draft.last(wording.text[lastWords.how], lastWords.what)}</span>
        )}
      </div>
      <Button isDisabled={past.length === 0 || saving.is !== 'saved'} onPress={() => void draft.undo()}>
        <Icon name="undo" />
        {text.draft.undo}
        <kbd>Ctrl+Z</kbd>
      </Button>
      <Button isDisabled={future.length === 0 || saving.is !== 'saved'} onPress={() => void draft.redo()}>
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
      {saving.is === 'stale' && <Clash comparison={saving.comparison} wording={wording} />}
    </section>
  );
}
