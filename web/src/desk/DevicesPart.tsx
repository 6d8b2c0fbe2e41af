import { lazy, Suspense } from 'react';
import { devicesText } from '../features/devices/text';
import { useText } from '../i18n/language';
import { Boundary } from '../ui/Boundary';

// A part of its own: nobody who only answers calls loads it.
const Devices = lazy(() => import('../features/devices/Devices'));

/** 機器の管理, below a top bar. */
export function DevicesPart() {
  const text = useText(devicesText);
  return (
    <Suspense fallback={<p role="status">{text.loading}</p>}>
      <Boundary words={text.broken} again={text.again}>
        <Devices />
      </Boundary>
    </Suspense>
  );
}
