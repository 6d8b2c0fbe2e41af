import { useEffect, useMemo, useRef } from 'react';
import type { Body, PublicationId, Question, Rule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { useServices } from '../services';
import type { PublicationDraft } from './drafting';
import { at, type Content, changed, contentOf, isGuide, listAt } from './edit';
import { countAt, type Editing, EditingContext, useEditing } from './editing';
import { Found } from './Found';
import { Items } from './Items';
import { namesText } from './names';
import { Basics, OutcomeFields, ReasonFields, TreeFields } from './PartFields';
import { QuestionFields } from './QuestionFields';
import { RuleFields } from './RuleFields';
import { hashOf, sectionOf } from './route';
import type { Checked } from './rules';
import { SchemeFields } from './SchemeFields';
import { firstTarget, newOutcome, newQuestion, newRule, newScheme, newTree, noWords } from './templates';
import { publicationsText } from './text';
import { nameOf, shown } from './words';

type Part = 'questions' | 'outcomes' | 'schemes' | 'rules' | 'reasons' | 'trees';

/** The draft, part by part. What is wrong is told above with the way there, and at its place. */
export function DraftEditor({
  draft,
  body,
  found,
  id,
  path,
}: {
  readonly draft: PublicationDraft;
  readonly body: Body;
  readonly found: Checked;
  readonly id: PublicationId;
  readonly path: string;
}) {
  const content = contentOf(body);
  const latest = useRef(body);
  latest.current = body;
  const editing = useMemo<Editing>(
    () => ({
      content,
      found,
      change: (place, change, typing = false) => {
        latest.current = changed(latest.current, place, change);
        draft.edit(latest.current, typing ? place : null);
      },
      go: (place) => {
        location.hash = hashOf(id, 'edit', place);
      },
    }),
    [content, found, draft, id],
  );
  const { list, place } = sectionOf(path);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (path !== '' && fields.current !== null) focusAt(fields.current, path);
  }, [path]);
  return (
    <EditingContext value={editing}>
      <Found found={found} content={content} id={id} />
      <Sections id={id} content={content} list={list} />
      <div ref={fields}>{list === null ? <Basics /> : <Section id={id} list={list} place={place} />}</div>
    </EditingContext>
  );
}

/** Takes whoever came by a link to the field that it is about, or to the nearest thing around it. */
function focusAt(within: HTMLElement, path: string): void {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('/'), 0))) {
    const here = within.querySelector<HTMLElement>(`[data-path="${CSS.escape(place)}"]`);
    const target = here?.matches('[tabindex]')
      ? here
      : here?.querySelector<HTMLElement>('input, textarea, button, [tabindex]');
    if (target != null) {
      target.focus();
      target.scrollIntoView({ block: 'center' });
      return;
    }
  }
}

/** The parts of a draft, with how much of each there is and what is wrong with it. */
function Sections({
  id,
  content,
  list,
}: {
  readonly id: PublicationId;
  readonly content: Content;
  readonly list: string | null;
}) {
  const text = useText(publicationsText);
  const { found } = useEditing();
  const lists: readonly string[] = isGuide(content)
    ? ['tree/questions', 'tree/outcomes', 'schemes']
    : ['rules', 'reasons', 'trees'];
  const isHere = (one: string | null) =>
    one === list || (one === 'trees' && list?.startsWith('trees/') === true);
  return (
    <nav className="sections" aria-label={text.sections}>
      <ul>
        {[null, ...lists].map((one) => {
          const part = one === null ? 'basics' : partOf(one);
          const flaws = one === null ? 0 : countAt(found.flaws, one);
          return (
            <li key={part}>
              <a href={hashOf(id, 'edit', one ?? '')} aria-current={isHere(one) ? 'true' : undefined}>
                {one === null
                  ? text.section.basics
                  : text.partCount(text.section[part], String(listAt(content, one).length))}
                {flaws > 0 && <strong className="problem"> {text.flawCount(String(flaws))}</strong>}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function partOf(list: string): Part {
  return list.slice(list.lastIndexOf('/') + 1) as Part;
}

/** One list of the draft, and the item of it that was chosen. */
function Section({
  id,
  list,
  place,
}: {
  readonly id: PublicationId;
  readonly list: string;
  readonly place: number | null;
}) {
  const text = useText(publicationsText);
  const names = useText(namesText);
  const { newId } = useServices();
  const { content } = useEditing();
  const part = partOf(list);
  const [tree] = /^trees\/\d+/.exec(list) ?? [];
  const inTree = tree === undefined || part === 'trees' ? null : at(content, tree);
  const title =
    inTree === null
      ? text.section[part]
      : text.inTree(shown(names, nameOf(inTree) ?? undefined), text.section[part]);
  const note = (item: unknown): string => {
    if (part === 'rules') return names.verdicts[(item as Rule).verdict];
    return part === 'questions' && isGuide(content) ? names.kinds[(item as Question).kind.type] : '';
  };
  const make = (): unknown => {
    const today = isGuide(content) ? content.tree.effective_from : content.effective_from;
    const itsId = newId();
    switch (part) {
      case 'questions': {
        const questions = listAt(content, list) as readonly Question[];
        const then = questions.at(-1);
        const base = list.slice(0, -'/questions'.length);
        const end = listAt(content, `${base}/outcomes`)[0] as { readonly id: string } | undefined;
        return newQuestion(
          itsId,
          then === undefined ? { outcome: end?.id ?? 'end' } : firstTarget(then.kind),
        );
      }
      case 'outcomes':
        return newOutcome(itsId);
      case 'schemes':
        return newScheme(itsId);
      case 'rules':
        return newRule(itsId, isGuide(content) ? undefined : content.reasons[0]?.id);
      case 'reasons':
        return { id: itsId, words: noWords };
      case 'trees':
        return newTree(itsId, today);
    }
  };
  return (
    <>
      {inTree !== null && (
        <p>
          <a href={hashOf(id, 'edit', tree)}>{text.toTrees}</a>
        </p>
      )}
      {part === 'rules' && <p className="help">{text.rulesLead}</p>}
      <Items
        list={list}
        title={title}
        place={place}
        href={(path) => hashOf(id, 'edit', path)}
        note={note}
        add={text.add[part]}
        make={make}
        newId={newId}
      >
        {(path) => <Fields part={part} path={path} id={id} />}
      </Items>
    </>
  );
}

function Fields({
  part,
  path,
  id,
}: {
  readonly part: Part;
  readonly path: string;
  readonly id: PublicationId;
}) {
  const text = useText(publicationsText);
  const { content } = useEditing();
  switch (part) {
    case 'questions':
      return <QuestionFields path={path} />;
    case 'outcomes':
      return <OutcomeFields path={path} />;
    case 'schemes':
      return <SchemeFields path={path} />;
    case 'rules':
      return <RuleFields path={path} />;
    case 'reasons':
      return <ReasonFields path={path} />;
    case 'trees':
      return (
        <>
          <ul className="tree-parts">
            {(['questions', 'outcomes'] as const).map((one) => (
              <li key={one}>
                <a href={hashOf(id, 'edit', `${path}/${one}`)}>
                  {text.partCount(text.section[one], String(listAt(content, `${path}/${one}`).length))}
                </a>
              </li>
            ))}
          </ul>
          <TreeFields path={path} />
        </>
      );
  }
}
