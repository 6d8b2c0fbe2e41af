import { type ReactNode, useEffect, useRef } from 'react';
import type { Era } from '../calendar/dates';
import { useEra } from '../calendar/era';
import type { Me } from '../features/account/session';
import type { Language } from '../generated/protocol';
import { languageNames, useLanguage, useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Field';
import { Icon, type IconName } from '../ui/Icon';
import { frameText } from './text';

/** One page as the menu names it. */
export interface MenuItem {
  /** What its address has after the `#`. */
  readonly page: string;
  readonly words: string;
  readonly icon: IconName;
  /** What waits there, as a number beside its name. */
  readonly count?: number;
}

export interface MenuGroup {
  readonly id: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}

/** Staff read Japanese or English; やさしい日本語 is for residents. */
const languages: readonly Language[] = ['ja', 'en'];
const eras: readonly Era[] = ['wareki', 'seireki'];

/** A staff face with a menu: the bar at the top, the menu in words at the left, and the page. */
export function Frame({
  face,
  title,
  documentTitle,
  ward,
  me,
  menu,
  page,
  heading,
  onSignOut,
  children,
}: {
  /** Its class, by which its own styles know it. */
  readonly face: 'coordinator' | 'office';
  readonly title: string;
  readonly documentTitle: string;
  readonly ward: string;
  readonly me: Me;
  readonly menu: readonly MenuGroup[];
  /** The page of the menu that is shown. */
  readonly page: string;
  /** What the page is called. */
  readonly heading: string;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}) {
  const text = useText(frameText);
  const { language, setLanguage } = useLanguage();
  const { era, setEra } = useEra();
  const top = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    document.title = `${heading} – ${documentTitle}`;
    // Whoever chose a page is taken to it; the first one is where everybody begins.
    if (shown.current !== page) top.current?.focus();
    shown.current = page;
  }, [page, heading, documentTitle]);
  return (
    <div className={`frame ${face}`}>
      <header className="bar">
        <p className="service">
          <strong>{title}</strong>
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
        {menu.map((group) => (
          <div key={group.id}>
            <h2 id={`menu-${group.id}`}>{group.title}</h2>
            <ul aria-labelledby={`menu-${group.id}`}>
              {group.items.map((one) => (
                <li key={one.page}>
                  <a href={`#${one.page}`} aria-current={one.page === page ? 'page' : undefined}>
                    <Icon name={one.icon} />
                    <span>{one.words}</span>
                    {(one.count ?? 0) > 0 && <strong className="count">{one.count}</strong>}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main>
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {children}
      </main>
    </div>
  );
}
