import type { ReactNode } from 'react';
import { Facts } from '../../features/guide/Facts';
import { groups, inGroup } from '../../features/guide/grounds';
import { PaperList } from '../../features/guide/PaperList';
import { guideText } from '../../features/guide/text';
import * as walks from '../../features/guide/walk';
import type { Advice, Question as Asked } from '../../generated/protocol';
import { useStore } from '../../store/useStore';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Day } from '../Day';
import { Japanese, Press, Row, Title } from '../parts';
import './guide.css';

/** 手続きガイド: where one lives, then one question a page, then the list. */
export function GuidePage() {
  const { bookable, guiding, language } = useBook();
  const t = guideText[language];
  const { ward, guide } = useStore(guiding);
  if (ward === null) {
    return (
      <>
        <Title>{bookable?.wards.length === 0 ? t.none : t.ward}</Title>
        <ul className="choices">
          {bookable?.wards.map(({ ward, name }) => (
            <li key={ward}>
              <button type="button" className="choice" onClick={() => guiding.open(ward)}>
                <Icon name="place" />
                <span className="row-words">
                  <strong>
                    <Japanese>{name}</Japanese>
                  </strong>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  }
  switch (guide.is) {
    case 'open':
      return <Walked walk={guide.walk} />;
    case 'failed':
      return (
        <Failed>
          <Press icon="again" onPress={() => guiding.open(ward)}>
            {t.again}
          </Press>
        </Failed>
      );
    case 'choosing':
      return (
        <>
          <Title>{guide.guides.length === 0 ? t.none : t.which}</Title>
          {guide.guides.map((one) => (
            <Press key={one.tree.id} onPress={() => void guiding.choose(one)}>
              {one.tree.title[language] ?? one.tree.title.ja}
            </Press>
          ))}
        </>
      );
    default:
      return (
        <>
          <Title>{t.title}</Title>
          <p role="status">
            <Words>{t.opening}</Words>
          </p>
        </>
      );
  }
}

export function Failed({ children }: { readonly children: ReactNode }) {
  const { language } = useBook();
  const t = guideText[language];
  return (
    <>
      <Title>{t.title}</Title>
      <Notice kind="act" live="now" icon="offline">
        <p>
          <Words>{t.failed}</Words>
        </p>
        {children}
      </Notice>
    </>
  );
}

function Walked({ walk }: { readonly walk: walks.Walking }) {
  const question = walks.questionOf(walk);
  if (question !== null) return <Question key={question.id} walk={walk} question={question} />;
  return walk.advice === null ? null : <List walk={walk} advice={walk.advice} />;
}

function Question({ walk, question }: { readonly walk: walks.Walking; readonly question: Asked }) {
  const { guiding, language, said } = useBook();
  const t = guideText[language];
  const { now, of } = walks.progress(walk);
  const { refused, askedAgain } = walk;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        guiding.act(walks.next);
      }}
    >
      <p className="help">
        <Words>{t.step(now, of)}</Words>
      </p>
      <Title id="guide-question">{said(question.ask)}</Title>
      {askedAgain !== null && (
        <Notice kind="act" live="polite">
          <Words>{askedAgain.includes(question.id) ? t.askedAgain : t.renewed}</Words>
        </Notice>
      )}
      {question.kind.type === 'several' && (
        <p>
          <Words>{t.several}</Words>
        </p>
      )}
      {question.help !== null && (
        <p className="help" id="guide-help">
          <Words>{said(question.help)}</Words>
        </p>
      )}
      {refused !== null && (
        <p className="problem" id="guide-problem" role="alert">
          <Words>{refused === 'empty' ? t.empty : said(refused)}</Words>
        </p>
      )}
      <Answer walk={walk} question={question} />
      <Press kind="primary" submit>
        {t.next}
      </Press>
      {!walks.isFirst(walk) && (
        <Press icon="back" onPress={() => guiding.act(walks.back)}>
          {t.before}
        </Press>
      )}
    </form>
  );
}

function Answer({ walk, question }: { readonly walk: walks.Walking; readonly question: Asked }) {
  const { guiding, said } = useBook();
  const { kind } = question;
  const typed = typeof walk.typed === 'string' ? walk.typed : '';
  const onType = (typed: string) => guiding.act((walk) => walks.type(walk, typed));
  const wrong = walk.refused !== null;
  switch (kind.type) {
    case 'choice':
      return (
        <fieldset className="rows" aria-labelledby="guide-question">
          {kind.choices.map(({ id, label }) => (
            <Row key={id} name={question.id} checked={typed === id} onChoose={() => onType(id)}>
              <strong>
                <Words>{said(label)}</Words>
              </strong>
            </Row>
          ))}
        </fieldset>
      );
    case 'several': {
      const chosen = walks.chosenOf(walk);
      return (
        <fieldset className="rows" aria-labelledby="guide-question">
          {[...kind.choices, kind.none].map(({ id, label }) => (
            <Row
              key={id}
              kind="checkbox"
              name={question.id}
              checked={chosen.includes(id)}
              onChoose={() => guiding.act((walk) => walks.toggle(walk, id))}
            >
              <strong>
                <Words>{said(label)}</Words>
              </strong>
            </Row>
          ))}
        </fieldset>
      );
    }
    case 'date':
    case 'birth-date':
      return (
        <Day typed={typed} onType={onType} wrong={wrong} question="guide-question" problem="guide-problem" />
      );
    default:
      return (
        <div className="field measured">
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            aria-labelledby="guide-question"
            aria-describedby={wrong ? 'guide-problem' : undefined}
            aria-invalid={wrong}
            value={typed}
            onChange={(event) => onType(event.target.value)}
          />
          {kind.type === 'number' && <Words>{said(kind.unit)}</Words>}
        </div>
      );
  }
}

function List({ walk, advice }: { readonly walk: walks.Walking; readonly advice: Advice }) {
  const { guiding, language, said } = useBook();
  const t = guideText[language];
  const { tree } = walk.rules.guide;
  return (
    <>
      <Title>{t.found(advice.usable.length)}</Title>
      {advice.outcome.reasons.map(({ id, words }) => (
        <p key={id}>
          <Words>{said(words)}</Words>
        </p>
      ))}
      <div className="guide-lists">
        {groups.map((group) => (
          <details key={group} className="guide-group" open={group !== 'others'}>
            <summary>
              <h2>
                <Words>{t.groups[group](advice[group].length)}</Words>
              </h2>
            </summary>
            <p className="help">
              <Words>{advice[group].length === 0 ? t.noneOf[group] : t.lead[group]}</Words>
            </p>
            {inGroup(advice, group).map((told) => (
              <details key={told.scheme} className="guide-one">
                <summary>
                  <strong>
                    <Words>{said(told.name)}</Words>
                  </strong>
                </summary>
                <Facts told={told} group={group} language={language} />
              </details>
            ))}
          </details>
        ))}
        <details className="guide-group">
          <summary>
            <h2>
              <Words>{t.groups.answers}</Words>
            </h2>
          </summary>
          <dl>
            {walk.stand.answered.map(({ question, ask, words }) => (
              <div key={question}>
                <dt>
                  <Words>{said(ask)}</Words>
                </dt>
                <dd>
                  <Words>{said(words)}</Words>
                </dd>
                <dd>
                  <button
                    type="button"
                    className="button"
                    onClick={() => guiding.act((walk) => walks.open(walk, question))}
                  >
                    <Words>{t.change}</Words>
                    <span className="visually-hidden">
                      <Words>{`：${said(ask)}`}</Words>
                    </span>
                  </button>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
      <OnPaper>
        <PaperList title={tree.title} version={tree.version} told={advice} language={language} />
      </OnPaper>
      <Press icon="again" onPress={() => guiding.act(walks.restart)}>
        {t.restart}
      </Press>
    </>
  );
}

/** What a printer gets of a list, and the button for it. */
export function OnPaper({ children }: { readonly children: ReactNode }) {
  const { language } = useBook();
  return (
    <>
      <Press icon="print" onPress={() => window.print()}>
        {guideText[language].print}
      </Press>
      <div className="on-paper">{children}</div>
    </>
  );
}
