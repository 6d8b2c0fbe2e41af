import { guideText } from '../../features/guide/text';
import { languageNames, languageTag } from '../../i18n/names';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { applicantText } from '../application/text';
import { Closures } from '../Closures';
import { useBook } from '../context';
import { NotLoaded, Title } from '../parts';
import type { Page } from '../state';

const languages = ['ja', 'easy', 'en'] as const;

/** The first question, in each language's own words. */
export function Languages() {
  const { text, tell } = useBook();
  return (
    <>
      <Title>{text.languages.title}</Title>
      <p lang="en">Choose your language</p>
      <ul className="choices">
        {languages.map((language) => (
          <li key={language}>
            <button
              type="button"
              className="choice"
              lang={languageTag(language)}
              onClick={() => tell({ type: 'language', language })}
            >
              <span className="row-words">
                <strong>{languageNames[language]}</strong>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** 予約する, 予約を確認・変更・取消する, きょう来ました. */
export function Start() {
  const { book, bookable, text, tell, language } = useBook();
  const { start } = text;
  const guide = guideText[language];
  const applicant = applicantText[language];
  const ways: readonly (readonly [Page, IconName, string, string])[] = [
    ['subject', 'add', start.book, start.bookHelp],
    ['code', 'form', start.code, start.codeHelp],
    ['arrive', 'place', start.arrive, start.arriveHelp],
    ['application', 'document', applicant.enter, applicant.enterHelp],
    ['guide', 'help', guide.enter, guide.enterHelp],
  ];
  return (
    <>
      <Title>{start.title}</Title>
      <Closures ward={null} />
      {book.facts.is === 'failed' && <NotLoaded />}
      {bookable?.wards.length === 0 && (
        <Notice kind="act">
          <Words>{text.facts.none}</Words>
        </Notice>
      )}
      <ul className="choices">
        {ways.map(([page, icon, name, help]) => (
          <li key={page}>
            <button type="button" className="choice" onClick={() => tell({ type: 'go', page })}>
              <Icon name={icon} />
              <span className="row-words">
                <strong>
                  <Words>{name}</Words>
                </strong>
                <Words>{help}</Words>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        <Words>{start.lead}</Words>
      </p>
      <p>
        <Words>{start.walkIn}</Words>
      </p>
    </>
  );
}
