import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Ruby } from '../../ui/Ruby';
import { withoutRuby } from '../../ui/ruby-markup';
import { LetterPad } from '../form/Pad';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** 筆談: what both have written, and a line to write on. */
export function NotesPanel() {
  const booth = useBooth();
  const { notes } = useBoothState();
  const t = useWords();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<keyof typeof t.notes.faults | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const latest = useRef<HTMLLIElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const count = notes.length;
  useEffect(() => {
    if (count > 0) latest.current?.scrollIntoView();
  }, [count]);
  const write = (text: string) => {
    setText(text);
    setFault(null);
  };
  const send = async () => {
    const fault = await booth.sendNote(text);
    setFault(fault);
    if (fault === null) setText('');
  };
  return (
    <section className="notes">
      <h2 ref={heading} tabIndex={-1}>
        <Ruby>{t.notes.title}</Ruby>
      </h2>
      <ol className="written" role="log" aria-label={withoutRuby(t.notes.title)}>
        {notes.length === 0 && (
          <li className="empty">
            <Ruby>{t.notes.empty}</Ruby>
          </li>
        )}
        {notes.map((note, at) => (
          <li key={note.id} data-mine={note.mine || undefined} ref={at === count - 1 ? latest : undefined}>
            <span className="by">
              <Ruby>{note.mine ? t.notes.mine : t.notes.theirs}</Ruby>
            </span>
            {note.text}
          </li>
        ))}
      </ol>
      {fault !== null && (
        <p className="problem" role="alert">
          <Icon name="error" />
          <span>
            <Ruby>{t.notes.faults[fault]}</Ruby>
          </span>
        </p>
      )}
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <input
          className="line"
          aria-label={withoutRuby(t.notes.write)}
          value={text}
          onChange={(event) => write(event.target.value)}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
        />
        <Button kind="primary" size="large" type="submit">
          <span>
            <Ruby>{t.notes.send}</Ruby>
          </span>
        </Button>
      </form>
      <LetterPad value={text} onChange={write} />
    </section>
  );
}
