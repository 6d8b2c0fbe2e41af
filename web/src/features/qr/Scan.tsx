import { useEffect, useRef, useState } from 'react';
import { pageClock } from '../../clock/clock';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Ruby } from '../../ui/Ruby';
import { withoutRuby } from '../../ui/ruby-markup';
import './qr.css';
import { type Camera, openCamera, photographer } from './camera';
import { createScanner } from './scanner';
import { qrText } from './text';

/** The camera, in a dialog, until a wanted code is read or the person has had enough. Off with the dialog. */
export default function Scan({
  how,
  foreign,
  wanted,
  onRead,
  onClose,
}: {
  /** What to hold where, in one sentence. */
  readonly how: string;
  /** Said to a QR code that is not wanted. */
  readonly foreign: string;
  readonly wanted: (text: string) => boolean;
  readonly onRead: (text: string) => void;
  readonly onClose: () => void;
}) {
  const text = useText(qrText);
  const video = useRef<HTMLVideoElement>(null);
  const [scanner] = useState(() => {
    const photograph = photographer();
    return createScanner({
      clock: pageClock,
      open: (id) => openCamera(navigator.mediaDevices, id),
      look: () => photograph(video.current),
      wanted,
    });
  });
  const scan = useStore(scanner);
  useEffect(() => {
    scanner.start();
    return scanner.stop;
  }, [scanner]);
  useEffect(() => {
    if (scan.is === 'read') onRead(scan.text);
  }, [scan, onRead]);
  return (
    <Dialog title={<Ruby>{text.title}</Ruby>} onClose={onClose}>
      {scan.is === 'off' ? (
        <Notice kind="act" live="now">
          <Ruby>{text.off[scan.why]}</Ruby>
        </Notice>
      ) : (
        <>
          <p>
            <Ruby>{how}</Ruby>
          </p>
          <div className="qr-sight">
            {scan.is === 'looking' && (
              <Sight camera={scan.camera} video={video} label={withoutRuby(text.picture)} />
            )}
          </div>
          {/* Always there, so that nothing jumps when a word comes. */}
          <p className="qr-said" role="status">
            <Ruby>
              {scan.is === 'opening'
                ? text.opening
                : scan.is === 'looking' && scan.foreign
                  ? foreign
                  : text.looking}
            </Ruby>
          </p>
        </>
      )}
      <div className="acts">
        {scan.is === 'off' && scan.why === 'unread' && (
          <Button size="main" onPress={scanner.start}>
            <Icon name="camera" />
            <Ruby>{text.again}</Ruby>
          </Button>
        )}
        {scan.is === 'looking' && scan.camera.next !== null && (
          <Button size="main" onPress={scanner.turn}>
            <Icon name="camera" />
            <Ruby>{text.turn}</Ruby>
          </Button>
        )}
        <Button size="main" onPress={onClose}>
          <Ruby>{scan.is === 'off' ? text.type : text.cancel}</Ruby>
        </Button>
      </div>
    </Dialog>
  );
}

/** What the camera sees. */
function Sight({
  camera: { stream, mirrored },
  video,
  label,
}: {
  readonly camera: Camera;
  readonly video: React.RefObject<HTMLVideoElement | null>;
  readonly label: string;
}) {
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [video, stream]);
  return (
    <video ref={video} data-mirrored={mirrored || undefined} aria-label={label} autoPlay playsInline muted />
  );
}
