import { lazy, Suspense } from 'react';
import type { Me } from '../features/account/session';
import { attendanceText } from '../features/outlook/text';
import { useText } from '../i18n/language';
import { Boundary } from '../ui/Boundary';
import { Apart } from './Apart';

// A part of its own: nobody who answers calls loads it.
const Attendance = lazy(() => import('../features/outlook/Attendance'));

/** The screen of somebody who attends booths and takes no calls. */
export function AttendanceScreen({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { title, documentTitle, loading, broken, again } = useText(attendanceText);
  return (
    <Apart me={me} icon="person" title={title} documentTitle={documentTitle} onSignOut={onSignOut}>
      <Suspense fallback={<p role="status">{loading}</p>}>
        <Boundary words={broken} again={again}>
          <Attendance />
        </Boundary>
      </Suspense>
    </Apart>
  );
}
