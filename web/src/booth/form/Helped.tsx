import type { ReactNode } from 'react';
import { goBack, lookAway, lookThere } from '../../features/form/helped';
import { isOffered } from '../../features/form/history';
import type { Form } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBooth, useWord, useWords } from '../useBooth';
import { labelOf } from './words';

/**
 * What was done with the form besides answering the question on screen, and how to take it back: staff turned the page or ask
 * to look elsewhere; something was removed, or written in.
 */
export function Helped({ form }: { readonly form: Form }) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const { led, look, place, alignment } = form;
  const last = form.past.at(-1);
  const isLed = place.at === 'field' && led?.path === place.asked.path;
  const done = last !== undefined && place.at === 'field' && isOffered(last, place.asked.path) ? last : null;
  // One at a time: each takes room from the question.
  const line = isLed ? (
    <Line icon="person" words={t.form.led}>
      <Button size="large" onPress={() => booth.formed(goBack(form))}>
        <Icon name="undo" />
        <Words>{t.form.ledBack}</Words>
      </Button>
    </Line>
  ) : look !== null ? (
    <Line icon="highlight" words={t.form.look.asked(labelOf(form.rules, look, word))}>
      <Button size="large" onPress={() => booth.formed(lookAway(form))}>
        <Words>{t.form.look.notNow}</Words>
      </Button>
      <Button size="large" kind="primary" onPress={() => booth.formed(lookThere(form))}>
        <Words>{t.form.look.open}</Words>
      </Button>
    </Line>
  ) : done !== null ? (
    <Line
      icon="done"
      words={`${labelOf(form.rules, done.path, word)}：${done.deed === 'removed' ? t.form.undo.removed : t.form.undo.accepted}`}
    >
      <Button size="large" onPress={() => booth.formed(filling.undo(form))}>
        <Icon name="undo" />
        <Words>{t.form.undo.undo}</Words>
      </Button>
    </Line>
  ) : alignment.differs ? (
    <Line icon="again" words={t.form.aligning} />
  ) : null;
  // The live region stands before there is anything to say: only what changes inside it is announced.
  return (
    <div className="helped" aria-live="polite">
      {line}
    </div>
  );
}

function Line({
  icon,
  words,
  children,
}: {
  readonly icon: IconName;
  readonly words: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="helped-line">
      <Icon name={icon} />
      <p>
        <Words>{words}</Words>
      </p>
      {children}
    </div>
  );
}
