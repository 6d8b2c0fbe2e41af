import type { Screening, Tree, TreeOutcome } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useServices } from '../services';
import { at, insert, isGuide } from './edit';
import { useEditing } from './editing';
import { AddAt, DateAt, FlawAt, RowActs, TargetAt, WordsAt } from './fields';
import { namesText } from './names';
import { noWords } from './templates';
import { publicationsText } from './text';
import { shown } from './words';

/** From when until when the whole counts; of a guide its name and where it begins. */
export function Basics() {
  const text = useText(publicationsText);
  const { content } = useEditing();
  const base = isGuide(content) ? 'tree/' : '';
  return (
    <>
      {isGuide(content) && <WordsAt path="tree/title" label={text.guideTitle} />}
      <div className="pair">
        <DateAt path={`${base}effective_from`} label={text.effectiveFrom} />
        <DateAt path={`${base}effective_until`} label={text.effectiveUntil} help={text.untilHelp} optional />
      </div>
      {isGuide(content) && <TargetAt path="tree/start" label={text.start} />}
    </>
  );
}

/** One tree of a screening: its name, and where it begins. */
export function TreeFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const { content } = useEditing();
  const tree = at(content, path) as Tree;
  return (
    <>
      <FlawAt path={path} />
      <FlawAt path={`${path}/questions`} />
      <WordsAt path={`${path}/title`} label={text.treeTitle} />
      <TargetAt path={`${path}/start`} label={text.start} />
      <div className="pair">
        <DateAt path={`${path}/effective_from`} label={text.effectiveFrom} />
        <DateAt path={`${path}/effective_until`} label={text.effectiveUntil} help={text.untilHelp} optional />
      </div>
      <p className="help">{text.treeName(tree.id)}</p>
    </>
  );
}

/** Where a tree can end, and why. */
export function OutcomeFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const { newId } = useServices();
  const { content, change } = useEditing();
  const { reasons } = at(content, path) as TreeOutcome;
  const list = `${path}/reasons`;
  return (
    <>
      <FlawAt path={path} />
      <WordsAt path={`${path}/title`} label={text.outcomeTitle} />
      <section>
        <h4>{text.reasons}</h4>
        <FlawAt path={list} />
        {reasons.map(({ id }, place) => (
          <fieldset key={id} className="row" data-path={`${list}/${place}`}>
            <legend>{text.reason(String(place + 1))}</legend>
            <WordsAt path={`${list}/${place}/words`} label={text.words} />
            <RowActs path={`${list}/${place}`} count={reasons.length} name={text.reason(String(place + 1))} />
          </fieldset>
        ))}
        <AddAt
          words={text.addReason}
          onAdd={() =>
            change(list, (before) => insert(before, list, reasons.length, { id: newId(), words: noWords }))
          }
        />
      </section>
    </>
  );
}

/** A reason that rules give, and which do. */
export function ReasonFields({ path }: { readonly path: string }) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { content } = useEditing();
  const id = at(content, `${path}/id`);
  const users = (content as Screening).rules.filter(({ reasons }) => reasons.some((one) => one === id));
  return (
    <>
      <FlawAt path={path} />
      <WordsAt path={`${path}/words`} label={text.words} />
      {users.length > 0 && (
        <p className="help">{text.usedBy(users.map(({ title }) => shown(names, title)).join('、'))}</p>
      )}
    </>
  );
}
