import type { ReactNode } from 'react';
import type { Me } from '../../features/account/session';
import { Frame as Shared } from '../../frame/Frame';
import { useText } from '../../i18n/language';
import type { IconName } from '../../ui/Icon';
import { type Group, groups, type Page } from './page';
import { coordinationText } from './text';

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

/** The coordinator's menu around a page. */
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
  const text = useText(coordinationText);
  const menu = (Object.keys(groups) as Group[]).map((id) => ({
    id,
    title: text.groups[id],
    items: groups[id].map((one: Page) => ({
      page: one,
      words: text.pages[one],
      icon: icons[one],
      count: counts[one] ?? 0,
    })),
  }));
  return (
    <Shared
      face="coordinator"
      title={text.title}
      documentTitle={text.documentTitle}
      ward={ward}
      me={me}
      menu={menu}
      page={page}
      heading={text.pages[page]}
      onSignOut={onSignOut}
    >
      {children}
    </Shared>
  );
}
