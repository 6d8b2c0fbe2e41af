import { useEffect, useMemo, useState } from 'react';
import type { MemoContent, SubjectId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Declare } from '../guard/Declare';
import type { MemoApi } from './api';
import './memo.css';
import { createMemo, type MemoClient, type MemoState, PHRASE_MAX, PHRASES_MAX, SCRIPT_MAX } from './memo';
import { memoText } from './text';

/** 応対メモ beside the call. `write` sends a phrase as a note; false if it did not leave. */
export function Memo({
  api,
  subject,
  holdsMyNumber,
  write,
}: {
  readonly api: MemoApi;
  readonly subject: SubjectId;
  readonly holdsMyNumber: (text: string) => boolean;
  readonly write: (text: string) => boolean;
}) {
  const text = useText(memoText);
  const client = useMemo(() => createMemo(api, subject, holdsMyNumber), [api, subject, holdsMyNumber]);
  const state = useStore(client);
  useEffect(() => {
    void client.load();
  }, [client]);
  return (
    <details className="memo" open>
      <summary>
        <h2>{text.title}</h2>
      </summary>
      <p className="quiet">{text.about}</p>
      {state.is === 'loading' && <p role="status">{text.loading}</p>}
      {state.is === 'failed' && (
        <Notice kind="act" live="polite">
          {text.failed} <Button onPress={() => void client.load()}>{text.again}</Button>
        </Notice>
      )}
      {state.is === 'shown' && <Shown client={client} state={state} write={write} />}
      {state.is === 'editing' && <Editor client={client} state={state} />}
    </details>
  );
}

function Shown({
  client,
  state: { memo },
  write,
}: {
  readonly client: MemoClient;
  readonly state: MemoState & { is: 'shown' };
  readonly write: (text: string) => boolean;
}) {
  const text = useText(memoText);
  const [sent, setSent] = useState<boolean | null>(null);
  const { script, phrases } = memo.content;
  return (
    <>
      {script === '' && phrases.length === 0 && <p>{text.empty}</p>}
      <Script script={script} />
      {phrases.length > 0 && (
        <fieldset className="phrases" aria-label={text.phrases}>
          {phrases.map((phrase) => (
            <Button key={phrase} aria-label={text.send(phrase)} onPress={() => setSent(write(phrase))}>
              <Icon name="note" />
              {phrase}
            </Button>
          ))}
        </fieldset>
      )}
      <p role="status">{sent !== null && (sent ? text.sent : text.notSent)}</p>
      {memo.editable && (
        <div className="acts">
          {memo.before !== null && <Button onPress={() => void client.undo()}>{text.undo}</Button>}
          <Button onPress={client.edit}>{text.edit}</Button>
        </div>
      )}
    </>
  );
}

function Script({ script }: { readonly script: string }) {
  const lines = script.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  return (
    <ol className="script">
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
        <li key={place}>{line}</li>
      ))}
    </ol>
  );
}

function Editor({
  client,
  state: { memo, draft, busy, fault },
}: {
  readonly client: MemoClient;
  readonly state: MemoState & { is: 'editing' };
}) {
  const text = useText(memoText);
  const { script, phrases } = draft;
  const change = (news: Partial<MemoContent>) => client.change({ ...draft, ...news });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void client.save(false);
      }}
    >
      <TextField
        autoFocus
        label={text.script}
        help={text.scriptHelp(SCRIPT_MAX - [...script].length)}
        rows={6}
        maxLength={SCRIPT_MAX}
        value={script}
        onChange={(value) => change({ script: value })}
      />
      {phrases.map((phrase, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a phrase is where it stands while it is written
        <div key={place} className="phrase">
          <TextField
            label={text.phrase(place + 1)}
            maxLength={PHRASE_MAX}
            value={phrase}
            onChange={(value) => change({ phrases: phrases.with(place, value) })}
          />
          <Button
            aria-label={text.remove(place + 1)}
            onPress={() => change({ phrases: phrases.toSpliced(place, 1) })}
          >
            <Icon name="close" />
          </Button>
        </div>
      ))}
      <Button
        isDisabled={phrases.length >= PHRASES_MAX}
        onPress={() => change({ phrases: [...phrases, ''] })}
      >
        {text.add}
      </Button>
      {fault !== null && (
        <Notice kind="harm" live="now">
          {text.fault[fault]}
        </Notice>
      )}
      {fault === 'my-number' && <Declare onDeclare={() => void client.save(true)} />}
      {fault === 'stale' && (
        <section aria-label={text.theirs}>
          <h3>{text.theirs}</h3>
          <Script script={memo.content.script} />
          <ul>
            {memo.content.phrases.map((phrase) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="acts">
        <Button isDisabled={busy} onPress={client.cancel}>
          {text.cancel}
        </Button>
        <Button kind="primary" type="submit" isDisabled={busy}>
          {busy ? text.saving : text.save}
        </Button>
      </div>
    </form>
  );
}
