import { type ReactNode, useState } from 'react';
import type { CallView, Choice, GuidePoint, Question, WardId } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button, ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import type { Adviser } from './attendGuide';
import { deskGuideText } from './desk-text';
import { Facts } from './Facts';
import { groups, inGroup } from './grounds';
import { guideText } from './text';
import { useGuides } from './useGuides';
import * as walks from './walk';
import './desk-guide.css';

/** The guide as the resident sees it. Who may help can suggest one and point; nobody here answers. */
export function DeskGuide({
  call,
  ward,
  adviser,
  mayHelp,
}: {
  readonly call: CallView;
  readonly ward: WardId;
  readonly adviser: Adviser;
  readonly mayHelp: boolean;
}) {
  const text = useText(deskGuideText);
  const { shown } = useStore(adviser);
  const [choosing, setChoosing] = useState(false);
  const isShown = shown !== null && shown !== 'unheard';
  const loaded = useGuides(ward, choosing || isShown, isShown ? shown.version : null);
  const covered = call.privacy.is !== 'off';
  return (
    <section className="desk-guide" aria-labelledby="guide-title">
      <h2 id="guide-title">{text.title}</h2>
      {shown === 'unheard' && <p role="status">{text.unheard}</p>}
      {shown === null && <p role="status">{covered ? text.covered : text.nothing}</p>}
      {isShown && <p className="quiet">{mayHelp ? text.about : text.aboutReading}</p>}
      {(isShown || choosing) && loaded.is === 'loading' && <p role="status">{text.loading}</p>}
      {loaded.is === 'failed' && (
        <Notice kind="harm" live="now">
          {text.failed} <Button onPress={loaded.again}>{text.again}</Button>
        </Notice>
      )}
      {shown === null && mayHelp && !covered && !choosing && (
        <Button onPress={() => setChoosing(true)}>
          <Icon name="help" />
          {text.choose}
        </Button>
      )}
      {shown === null && mayHelp && !covered && choosing && loaded.is === 'loaded' && (
        <Suggest guides={loaded.guides} adviser={adviser} />
      )}
      {isShown && loaded.is === 'loaded' && (
        <Walked rules={loaded.rules(shown.guide)} shown={shown} adviser={adviser} mayHelp={mayHelp} />
      )}
    </section>
  );
}

type Guides = Extract<ReturnType<typeof useGuides>, { is: 'loaded' }>;
type Shown = Parameters<typeof walks.follow>[1];

function Suggest({ guides, adviser }: { readonly guides: Guides['guides']; readonly adviser: Adviser }) {
  const text = useText(deskGuideText);
  const { language } = useLanguage();
  const [told, setTold] = useState<string | null>(null);
  if (guides.length === 0) return <p role="status">{text.none}</p>;
  return (
    <>
      {guides.map(({ tree }) => {
        const title = withoutRuby(inLanguage(tree.title, language));
        return (
          <Button
            key={tree.id}
            onPress={() => setTold(adviser.suggest(tree.id) ? text.suggested(title) : text.closed)}
          >
            {text.suggest(title)}
          </Button>
        );
      })}
      <p role="status">{told}</p>
    </>
  );
}

function Walked({
  rules,
  shown,
  adviser,
  mayHelp,
}: {
  readonly rules: ReturnType<Guides['rules']>;
  readonly shown: Shown;
  readonly adviser: Adviser;
  readonly mayHelp: boolean;
}) {
  const text = useText(deskGuideText);
  const { language } = useLanguage();
  const { pointed } = useStore(adviser);
  const [closed, setClosed] = useState(false);
  const { groups: names } = guideText[language];
  if (rules === null || rules.guide.tree.version !== shown.version) {
    return <Notice kind="act">{text.otherVersion(shown.version)}</Notice>;
  }
  const walk = walks.follow(rules, shown);
  const { advice } = walk;
  const question = walks.questionOf(walk);
  const { now, of } = walks.progress(walk);
  const said = (words: Parameters<typeof inLanguage>[0]) => withoutRuby(inLanguage(words, language));
  const pointing: Pointing = {
    at: pointed,
    mayPoint: mayHelp,
    point: (at) => setClosed(!adviser.point(at)),
  };
  return (
    <>
      <p>
        <strong>{said(rules.guide.tree.title)}</strong>
        {question !== null && <> {text.step(now, of)}</>}
      </p>
      <div role="status">
        {closed && <Notice kind="act">{text.closed}</Notice>}
        {question === null && <Notice icon="person">{text.atList}</Notice>}
      </div>
      {question !== null && <Asked question={question} said={said} pointing={pointing} />}
      {question === null && advice !== null && (
        <div className="schemes">
          {groups.map((group) => (
            <details key={group} open={group === 'usable'}>
              <summary>{withoutRuby(names[group](advice[group].length))}</summary>
              <ul>
                {inGroup(advice, group).map((told) => (
                  <Pointable
                    key={told.scheme}
                    at={{ scheme: told.scheme }}
                    label={said(told.name)}
                    pointing={pointing}
                  >
                    <details>
                      <summary>{said(told.name)}</summary>
                      <Facts told={told} group={group} language={language} />
                    </details>
                  </Pointable>
                ))}
              </ul>
            </details>
          ))}
        </div>
      )}
      {walk.stand.answered.length > 0 && (
        <details className="given" open={question !== null}>
          <summary>{text.answered}</summary>
          <dl>
            {walk.stand.answered.map((one) => (
              <div key={one.question}>
                <dt>{said(one.ask)}</dt>
                <dd>{said(one.words)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

interface Pointing {
  readonly at: GuidePoint | null;
  readonly mayPoint: boolean;
  readonly point: (at: GuidePoint | null) => void;
}

/** The question where the resident is: its choices can be pointed at, and none of them chosen. */
function Asked({
  question: { ask, kind },
  said,
  pointing,
}: {
  readonly question: Question;
  readonly said: (words: Question['ask']) => string;
  readonly pointing: Pointing;
}) {
  const text = useText(deskGuideText);
  const choices: readonly Choice[] =
    kind.type === 'several' ? [...kind.choices, kind.none] : kind.type === 'choice' ? kind.choices : [];
  return (
    <div className="asked">
      <p className="here">
        <Icon name="person" />
        {text.here}
      </p>
      <h3>{said(ask)}</h3>
      {choices.length === 0 && <p className="quiet">{text.typed}</p>}
      <ul>
        {choices.map(({ id, label }) => (
          <Pointable key={id} at={{ choice: id }} label={said(label)} pointing={pointing}>
            <span>{said(label)}</span>
          </Pointable>
        ))}
      </ul>
    </div>
  );
}

function Pointable({
  at,
  label,
  pointing,
  children,
}: {
  readonly at: GuidePoint;
  readonly label: string;
  readonly pointing: Pointing;
  readonly children: ReactNode;
}) {
  const text = useText(deskGuideText);
  const isPointed = JSON.stringify(pointing.at) === JSON.stringify(at);
  return (
    <li data-pointed={isPointed || undefined}>
      {children}
      {pointing.mayPoint && (
        <ToggleButton
          isSelected={isPointed}
          onChange={(on) => pointing.point(on ? at : null)}
          aria-label={isPointed ? text.unpointOf(label) : text.pointOf(label)}
        >
          <Icon name="point" />
          {isPointed ? text.unpoint : text.point}
        </ToggleButton>
      )}
    </li>
  );
}
