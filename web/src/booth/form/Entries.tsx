import type { ReactNode } from 'react';
import type { Form, Place } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import { entries } from '../../features/panel/writer';
import type { Kind } from '../../generated/forms';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBooth, useWord, useWords } from '../useBooth';
import { answerOf } from './words';

/** The entries of a repeat so far: add one, change one, remove one, or say that these are all. */
export function Entries({
  form,
  place,
  kind,
  problem,
}: {
  readonly form: Form;
  readonly place: Place & { at: 'field' };
  readonly kind: Kind & { type: 'repeat' };
  readonly problem: ReactNode;
}) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const { path } = place.asked;
  const count = entries(form.writer, path);
  const [first] = kind.fields;
  const called = (path: string) => {
    const value = form.writer.values[path];
    return value === undefined ? t.form.entries.unnamed : answerOf(form.rules, path, value, word, t);
  };
  return (
    <>
      {problem !== undefined && (
        <p className="problem" role="alert">
          <Icon name="error" />
          <span>{problem}</span>
        </p>
      )}
      {count === 0 ? (
        <p>
          <Words>{t.form.entries.none}</Words>
        </p>
      ) : (
        <ol className="entries">
          {Array.from({ length: count }, (_, i) => `${path}/${i}`).map((entry, i) => (
            <li key={entry}>
              <span className="which">
                <Words>{`${word(kind.entry)} ${i + 1}`}</Words>
              </span>
              <span className="who">
                <Words>{called(`${entry}/${first?.id}`)}</Words>
              </span>
              <Button size="large" onPress={() => booth.formed(filling.open(form, `${entry}/${first?.id}`))}>
                <Words>{t.form.entries.change}</Words>
              </Button>
              <Button size="large" kind="harm" onPress={() => booth.formed(filling.removeEntry(form, entry))}>
                <Icon name="remove" />
                <Words>{t.form.entries.remove}</Words>
              </Button>
            </li>
          ))}
        </ol>
      )}
      {count < kind.max && (
        <Button size="main" onPress={() => booth.formed(filling.addEntry(form))}>
          <Icon name="add" />
          <Words>{t.form.entries.add(word(kind.entry))}</Words>
        </Button>
      )}
    </>
  );
}
