import type { ReactNode } from 'react';
import type { Advice, Decision, Ground, Language, Reason, Words } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { languageTag, useText } from '../../i18n/language';
import { Ruby } from '../../ui/Ruby';
import { publicationPagesText } from './page-text';

/** The verdict, and for the coordinator by which rule. */
export function DecisionShown({
  decision,
  rule,
  verdict,
  language,
}: {
  readonly decision: Decision;
  readonly rule: string;
  readonly verdict: string;
  readonly language: Language;
}) {
  const text = useText(publicationPagesText);
  return (
    <>
      <Ending title={decision.title} reasons={decision.reasons} language={language} />
      <p className="quiet" lang="ja">
        {verdict} – {text.byRule(rule)}
      </p>
    </>
  );
}

/** The schemes, each with why or why not. */
export function AdviceShown({ advice, language }: { readonly advice: Advice; readonly language: Language }) {
  const text = useText(publicationPagesText);
  const { outcome, usable, perhaps, others } = advice;
  const list = (schemes: readonly Pick<Advice['others'][number], 'scheme' | 'name' | 'because'>[]) => (
    <ul className="try-schemes" lang={languageTag(language)}>
      {schemes.map(({ scheme, name, because }) => (
        <li key={scheme}>
          <strong>
            <Said words={name} language={language} />
          </strong>
          <Grounds because={because} language={language} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <Ending title={outcome.title} reasons={outcome.reasons} language={language} />
      <h4>{text.usable(String(usable.length))}</h4>
      {list(usable)}
      <h4>{text.perhaps(String(perhaps.length))}</h4>
      {list(perhaps)}
      <details>
        <summary>{text.others(String(others.length))}</summary>
        {list(others)}
      </details>
    </>
  );
}

function Ending({
  title,
  reasons,
  language,
}: {
  readonly title: Words;
  readonly reasons: readonly Reason[];
  readonly language: Language;
}) {
  return (
    <>
      <h3>
        <Said words={title} language={language} />
      </h3>
      <ul>
        {reasons.map(({ id, words }) => (
          <li key={id}>
            <Said words={words} language={language} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Grounds({
  because,
  language,
}: {
  readonly because: readonly Ground[];
  readonly language: Language;
}): ReactNode {
  const text = useText(publicationPagesText);
  const say = (words: Words) => inLanguage(words, language);
  return because.map(({ question, ask, answer, wants }) => (
    <p key={question} className="quiet">
      <Ruby>{text.ground(say(ask), answer === null ? text.notAsked : say(answer), say(wants))}</Ruby>
    </p>
  ));
}

function Said({ words, language }: { readonly words: Words; readonly language: Language }) {
  return (
    <span lang={languageTag(language)}>
      <Ruby>{inLanguage(words, language)}</Ruby>
    </span>
  );
}
