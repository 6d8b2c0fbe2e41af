import type { Language } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { Words } from '../../ui/Words';
import { type Group, groundWords, isAdvised, type Told } from './grounds';
import { guideText } from './text';
import './guide.css';

/** One scheme: what it is, why, where, what to bring, on-line, and that a 個人番号 is guidance only. */
export function Facts({
  told,
  group,
  language,
}: {
  readonly told: Told;
  readonly group: Group;
  readonly language: Language;
}) {
  const t = guideText[language];
  const why = { usable: t.why, perhaps: t.maybe, others: t.whyNot }[group];
  const advised = isAdvised(told) ? told : null;
  return (
    <dl className="scheme-facts">
      {advised !== null && <Fact name={t.about} words={inLanguage(advised.about, language)} />}
      {told.because.length > 0 && (
        <div>
          <dt>
            <Words>{why}</Words>
          </dt>
          {told.because.map((ground) => (
            <dd key={ground.question}>
              <Words>{groundWords(ground, advised !== null, language)}</Words>
            </dd>
          ))}
        </div>
      )}
      {advised !== null && <Ways told={advised} language={language} />}
    </dl>
  );
}

/** Where, with what, and whether on-line: the part that holds no answer, for paper too. */
export function Ways({
  told,
  language,
}: {
  readonly told: Pick<Extract<Told, { about: unknown }>, 'place' | 'bring' | 'online' | 'guidance'>;
  readonly language: Language;
}) {
  const t = guideText[language];
  const { place, bring, online, guidance } = told;
  return (
    <>
      <Fact name={t.place} words={inLanguage(place, language)} />
      <Fact name={t.bring} words={inLanguage(bring, language)} />
      <Fact name={t.online} words={online === null ? t.noOnline : inLanguage(online, language)} />
      {guidance !== null && <Fact name={t.myNumber} words={inLanguage(guidance, language)} />}
    </>
  );
}

function Fact({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <div>
      <dt>
        <Words>{name}</Words>
      </dt>
      <dd>
        <Words>{words}</Words>
      </dd>
    </div>
  );
}
