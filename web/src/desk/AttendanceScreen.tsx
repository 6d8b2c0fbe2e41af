import { lazy, Suspense, useEffect } from 'react';
import type { Me } from '../features/account/session';
import { attendanceText } from '../features/outlook/text';
import { useText } from '../i18n/language';
import { Boundary } from '../ui/Boundary';
import { Icon } from '../ui/Icon';
import { LanguageChoice, SignOut, Who } from './TopBar';

// A part of its own: nobody who answers calls loads it.
const Attendance = lazy(() => import('../features/outlook/Attendance'));

/** The screen of somebody who attends booths and takes no calls; it opens no socket. */
export function AttendanceScreen({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const text = useText(attendanceText);
  useEffect(() => {
    document.title = text.documentTitle;
  }, [text]);
  return (
    <div className="desk">
      <header className="top">
        <h1 className="standing">
          <Icon name="person" />
          <strong>{text.title}</strong>
        </h1>
        <Who me={me} />
        <LanguageChoice />
        <SignOut onPress={onSignOut} />
      </header>
      <Suspense fallback={<p role="status">{text.loading}</p>}>
        <Boundary words={text.broken} again={text.again}>
          <Attendance />
        </Boundary>
      </Suspense>
    </div>
  );
}
