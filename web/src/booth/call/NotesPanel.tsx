import { useEffect, useRef, useState } from 'react';
import { authorOf } from '../../features/panel/notes';
import type { CallView } from '../../generated/protocol';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { LetterPad } from '../form/Pad';
import { Heading } from '../frame/Heading';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** 筆談: what both have written, and a line to write on. */
export function NotesPanel({ view }: { readonly view: CallView }) {
  const booth = useBooth();
  const { notes } = useBoothState();
  const t = useWords();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<keyof typeof t.notes.faults | null>(null);
  const latest = useRef<HTMLParagraphElement>(null);
  const count = notes.length;
  useEffect(() => {
    if (count > 0) latest.current?.scrollIntoView();
  }, [count]);
  const write = (text: string) => {
    setText(text);
    setFault(null);
  };
  const send = async (declared = false) => {
    const fault = await booth.sendNote(text, declared);
    setFault(fault);
    if (fault === null) setText('');
  };
  const say = async (phrase: string) => setFault(await booth.sendNote(withoutRuby(phrase)));
  return (
    <section className="notes">
      <Heading>{t.notes.title}</Heading>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="written" role="log" aria-label={withoutRuby(t.notes.title)} tabIndex={0}>
        {notes.length === 0 && (
          <p className="empty">
            <Words>{t.notes.empty}</Words>
          </p>
        )}
        {notes.map((note, at) => {
          const author = authorOf(note, view);
          return (
            <p
              key={note.id}
              className="note"
              data-mine={author.is === 'me' || undefined}
              ref={at === count - 1 ? latest : undefined}
            >
              <span className="by">
                <Words>
                  {author.is === 'officer' ? t.notes.officer(author.section) : t.notes.by[author.is]}
                </Words>
              </span>
              {note.text ?? (
                <em>
                  <Words>{t.notes.heldBack}</Words>
                </em>
              )}
            </p>
          );
        })}
      </div>
      {fault !== null && (
        <p className="problem" role="alert">
          <Icon name="error" />
          <Words>{t.notes.faults[fault]}</Words>
        </p>
      )}
      {fault === 'my-number' && (
        <Button size="large" onPress={() => void send(true)}>
          <Words>{t.notes.declare}</Words>
        </Button>
      )}
      <ul className="phrases" aria-label={withoutRuby(t.notes.phrases)}>
        {Object.entries(t.notes.quick).map(([key, phrase]) => (
          <li key={key}>
            <Button size="large" onPress={() => void say(phrase)}>
              <Words>{phrase}</Words>
            </Button>
          </li>
        ))}
      </ul>
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
          <Words>{t.notes.send}</Words>
        </Button>
      </form>
      <LetterPad value={text} onChange={write} />
    </section>
  );
}
