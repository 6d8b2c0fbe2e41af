import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Declare } from '../guard/Declare';
import { authorOf, type NoteFault } from '../panel/notes';
import type { Follower } from './follow';
import { sheetText } from './text';

/** 筆談 at the desk: what both have written, and a line to write. */
export function Notes({ call, follower }: { readonly call: CallView; readonly follower: Follower }) {
  const { notes: text } = useText(sheetText);
  const { notes } = useStore(follower);
  const [draft, setDraft] = useState('');
  const [fault, setFault] = useState<NoteFault | 'closed' | null>(null);
  const log = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further note is the reason to scroll
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [notes]);
  const say = (phrase: string) => setFault(follower.write(phrase, false));
  const send = (declared: boolean) => {
    const refused = follower.write(draft, declared);
    setFault(refused);
    if (refused === null) setDraft('');
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(false);
  };
  return (
    <section className="notes" aria-labelledby="notes-title">
      <header>
        <h2 id="notes-title">{text.title}</h2>
        <p className="quiet">{text.about}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keyboards must be able to scroll it */}
      <div className="log" role="log" aria-label={text.title} tabIndex={0} ref={log}>
        <ol>
          {notes.map((note) => {
            const author = authorOf(note, call);
            return (
              <li key={note.id} data-mine={author.is === 'me' || undefined}>
                <span className="who">
                  {author.is === 'officer' ? text.officer(author.section) : text.by[author.is]}
                </span>
                {note.text ?? <em>{text.heldBack}</em>}
              </li>
            );
          })}
        </ol>
      </div>
      {notes.length === 0 && <p className="quiet">{text.empty}</p>}
      <ul className="phrases" aria-label={text.phrases}>
        {Object.entries(text.quick).map(([key, phrase]) => (
          <li key={key}>
            <Button onPress={() => say(phrase)}>{phrase}</Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <TextField
          label={<span className="visually-hidden">{text.write}</span>}
          autoComplete="off"
          value={draft}
          onChange={(value) => {
            setDraft(value);
            setFault(null);
          }}
          problem={fault === null ? undefined : text.fault[fault]}
        />
        <Button kind="primary" type="submit">
          {text.send}
        </Button>
      </form>
      {fault === 'my-number' && <Declare onDeclare={() => send(true)} />}
    </section>
  );
}
