import { type ReactNode, useEffect, useRef } from 'react';
import type { Era } from '../../calendar/dates';
import { useEra } from '../../calendar/era';
import type { Me } from '../../features/account/session';
import type { Language } from '../../generated/protocol';
import { languageNames, useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Field';
import { Icon, type IconName } from '../../ui/Icon';
import { type Group, groups, type Page } from './page';
import { frameText } from './text';

const icons: Readonly<Record<Page, IconName>> = {
  week: 'document',
  calendars: 'clock',
  publish: 'announce',
  explain: 'help',
  holidays: 'highlight',
  publications: 'point',
  bookings: 'identity',
  affected: 'assign',
  closures: 'pause',
  live: 'supervise',
  figures: 'form',
};
/** Staff read Japanese or English; やさしい日本語 is for residents. */
const languages: readonly Language[] = ['ja', 'en'];
const eras: readonly Era[] = ['wareki', 'seireki'];

/** The bar at the top, the menu in words at the left, and the page. */
export function Frame({
  me,
  ward,
  page,
  counts,
  onSignOut,
  children,
}: {
  readonly me: Me;
  readonly ward: string;
  readonly page: Page;
  /** What waits on other pages, as a number beside their names. */
  readonly counts: Partial<Record<Page, number>>;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}) {
  const text = useText(frameText);
  const { language, setLanguage } = useLanguage();
  const { era, setEra } = useEra();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    document.title = `${text.pages[page]} – ${text.documentTitle}`;
    // Whoever chose a page is taken to it; the first one is where everybody begins.
    if (shown.current !== page) heading.current?.focus();
    shown.current = page;
  }, [page, text]);
  return (
    <div className="coordinator">
      <header className="bar">
        <p className="service">
          <strong>{text.title}</strong>
          <span>{ward}</span>
        </p>
        <Choice
          label={<span className="visually-hidden">{text.era}</span>}
          value={era}
          options={eras.map((key) => ({ key, words: text.eras[key] }))}
          onChange={setEra}
        />
        <Choice
          label={<span className="visually-hidden">{text.language}</span>}
          value={language}
          options={languages.map((key) => ({ key, words: languageNames[key] }))}
          onChange={setLanguage}
        />
        <p className="who">{me.name}</p>
        <Button onPress={onSignOut}>
          <Icon name="signOut" />
          {text.signOut}
        </Button>
      </header>
      <nav aria-label={text.menu}>
        {(Object.keys(groups) as Group[]).map((group) => (
          <div key={group}>
            <h2 id={`menu-${group}`}>{text.groups[group]}</h2>
            <ul aria-labelledby={`menu-${group}`}>
              {groups[group].map((one) => (
                <li key={one}>
                  <a href={`#${one}`} aria-current={one === page ? 'page' : undefined}>
                    <Icon name={icons[one]} />
                    <span>{text.pages[one]}</span>
                    {(counts[one] ?? 0) > 0 && <strong className="count">{counts[one]}</strong>}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {text.pages[page]}
        </h1>
        {children}
      </main>
    </div>
  );
}
