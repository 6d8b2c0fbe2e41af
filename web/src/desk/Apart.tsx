import { type ReactNode, useEffect } from 'react';
import type { Me } from '../features/account/session';
import { Icon, type IconName } from '../ui/Icon';
import { LanguageChoice, SignOut, Who } from './TopBar';

/** The screen of somebody who takes no calls: a bar and one part. It opens no socket. */
export function Apart({
  me,
  icon,
  title,
  documentTitle,
  onSignOut,
  children,
}: {
  readonly me: Me;
  readonly icon: IconName;
  readonly title: string;
  readonly documentTitle: string;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);
  return (
    <div className="desk">
      <header className="top">
        <h1 className="standing">
          <Icon name={icon} />
          <strong>{title}</strong>
        </h1>
        <Who me={me} />
        <LanguageChoice />
        <SignOut onPress={onSignOut} />
      </header>
      {children}
    </div>
  );
}
