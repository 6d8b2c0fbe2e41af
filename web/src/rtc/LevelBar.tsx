import { useEffect, useState } from 'react';
import { createLevelMeter } from './level';

const LOOK_MS = 100;

/** How loud a microphone is, as a bar that moves. */
export function LevelBar({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const meter = createLevelMeter(track);
    const timer = setInterval(() => setLevel(Math.round(meter.level() * 20) / 20), LOOK_MS);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [track]);
  return <meter className="level-bar" min={0} max={1} value={level} aria-label={label} />;
}
