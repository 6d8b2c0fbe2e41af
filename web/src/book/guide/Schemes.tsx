import { useEffect } from 'react';
import { Ways } from '../../features/guide/Facts';
import type { ListLink } from '../../features/guide/link';
import { PaperList } from '../../features/guide/PaperList';
import { guideText } from '../../features/guide/text';
import type { Guide, Scheme, SchemeId } from '../../generated/protocol';
import { useStore } from '../../store/useStore';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Press, Title } from '../parts';
import { Failed, OnPaper } from './GuidePage';
import './guide.css';

/** A list that came with an address, from a booth's screen or its paper: the same schemes, and nothing of whom. */
export function Schemes() {
  const { book, guiding, language } = useBook();
  const t = guideText[language];
  const { listed } = useStore(guiding);
  const { schemes: link } = book;
  useEffect(() => {
    if (link !== null) void guiding.list(link);
  }, [guiding, link]);
  if (link === null || listed.is === 'loading') {
    return (
      <>
        <Title>{t.listTitle}</Title>
        <p role="status">
          <Words>{t.opening}</Words>
        </p>
      </>
    );
  }
  if (listed.is === 'failed') {
    return (
      <Failed>
        <Press icon="again" onPress={() => void guiding.list(link)}>
          {t.again}
        </Press>
      </Failed>
    );
  }
  return <Found link={link} guide={listed.guide} />;
}

function Found({ link, guide }: { readonly link: ListLink; readonly guide: Guide | null }) {
  const { language, said, tell } = useBook();
  const t = guideText[language];
  const find = (ids: readonly SchemeId[]) =>
    ids.flatMap((id) => guide?.schemes.find((scheme) => scheme.id === id) ?? []);
  const told = { usable: find(link.usable), perhaps: find(link.perhaps) };
  const gone = link.usable.length + link.perhaps.length - told.usable.length - told.perhaps.length;
  const onPaper = (scheme: Scheme) => ({ ...scheme, scheme: scheme.id, guidance: guidanceOf(scheme) });
  return (
    <>
      <Title>{t.listTitle}</Title>
      <p>
        <Words>{t.listLead}</Words>
      </p>
      {gone > 0 && (
        <Notice kind="act">
          <Words>{t.gone(gone)}</Words>
        </Notice>
      )}
      <div className="guide-lists">
        {(['usable', 'perhaps'] as const).map(
          (group) =>
            told[group].length > 0 && (
              <section key={group} className="guide-group">
                <h2>
                  <Words>{t.groups[group](told[group].length)}</Words>
                </h2>
                {told[group].map((scheme) => (
                  <details key={scheme.id} className="guide-one">
                    <summary>
                      <strong>
                        <Words>{said(scheme.name)}</Words>
                      </strong>
                    </summary>
                    <p>
                      <Words>{said(scheme.about)}</Words>
                    </p>
                    <dl className="scheme-facts">
                      <Ways told={onPaper(scheme)} language={language} />
                    </dl>
                  </details>
                ))}
              </section>
            ),
        )}
      </div>
      {guide !== null && (
        <OnPaper>
          <PaperList
            title={guide.tree.title}
            version={guide.tree.version}
            told={{ usable: told.usable.map(onPaper), perhaps: told.perhaps.map(onPaper), others: [] }}
            language={language}
          />
        </OnPaper>
      )}
      <Press icon="help" onPress={() => tell({ type: 'go', page: 'guide' })}>
        {t.anew}
      </Press>
    </>
  );
}

function guidanceOf({ my_number }: Scheme) {
  const { ja, easy, en } = guideText;
  return my_number ? { ja: ja.guidanceOnly, easy: easy.guidanceOnly, en: en.guidanceOnly } : null;
}
