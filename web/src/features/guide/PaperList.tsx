import type { Advised, Declined, Language, Words as Said } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { Words } from '../../ui/Words';
import { Ways } from './Facts';
import { guideText } from './text';
import './guide.css';

/** The list as it is printed: every scheme to apply for or ask about, and the names of all others. No answer stands in it. */
export function PaperList({
  title,
  version,
  told: { usable, perhaps, others },
  language,
}: {
  readonly title: Said;
  readonly version: number;
  readonly told: {
    readonly usable: readonly Omit<Advised, 'because'>[];
    readonly perhaps: readonly Omit<Advised, 'because'>[];
    readonly others: readonly Pick<Declined, 'scheme' | 'name'>[];
  };
  readonly language: Language;
}) {
  const t = guideText[language];
  return (
    <section className="paper-list">
      <p>
        <Words>{t.version(inLanguage(title, language), version)}</Words>
      </p>
      {(['usable', 'perhaps'] as const).map((group) => {
        const schemes = { usable, perhaps }[group];
        return (
          schemes.length > 0 && (
            <section key={group}>
              <h2>
                <Words>{t.groups[group](schemes.length)}</Words>
              </h2>
              {schemes.map((told) => (
                <section key={told.scheme} className="paper-scheme">
                  <h3>
                    <Words>{inLanguage(told.name, language)}</Words>
                  </h3>
                  <p>
                    <Words>{inLanguage(told.about, language)}</Words>
                  </p>
                  <dl className="scheme-facts">
                    <Ways told={told} language={language} />
                  </dl>
                </section>
              ))}
            </section>
          )
        );
      })}
      {others.length > 0 && (
        <section>
          <h2>
            <Words>{t.groups.others(others.length)}</Words>
          </h2>
          <p>
            <Words>
              {others.map(({ name }) => inLanguage(name, language)).join(language === 'en' ? ', ' : '、')}
            </Words>
          </p>
        </section>
      )}
    </section>
  );
}
