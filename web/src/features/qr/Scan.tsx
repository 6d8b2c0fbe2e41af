import { useEffect, useRef, useState } from 'react';
import { pageClock } from '../../clock/clock';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import './qr.css';
import { type Camera, openCamera } from './camera';
import { openEye } from './eye';
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
  const [eye] = useState(openEye);
  const [scanner] = useState(() =>
    createScanner({
      clock: pageClock,
      open: (id) => openCamera(navigator.mediaDevices, id),
      look: () => eye.look(video.current),
      wanted,
    }),
  );
  const scan = useStore(scanner);
  const isForeign = scan.is === 'looking' && scan.foreign;
  useEffect(() => {
    scanner.start();
    return () => {
      scanner.stop();
      eye.close();
    };
  }, [scanner, eye]);
  useEffect(() => {
    if (scan.is === 'read') onRead(scan.text);
  }, [scan, onRead]);
  return (
    <Dialog title={<Words>{text.title}</Words>} onClose={onClose}>
      {scan.is === 'off' ? (
        <Notice kind="act" live="now">
          <Words>{text.off[scan.why]}</Words>
        </Notice>
      ) : (
        <>
          <p>
            <Words>{how}</Words>
          </p>
          <div className="qr-sight">
            {scan.is === 'looking' && (
              <Sight camera={scan.camera} video={video} label={withoutRuby(text.picture)} />
            )}
          </div>
          <Notice kind={isForeign ? 'act' : 'plain'} live="polite">
            <Words>{isForeign ? foreign : scan.is === 'opening' ? text.opening : text.looking}</Words>
          </Notice>
        </>
      )}
      <div className="acts">
        {scan.is === 'off' && (scan.why === 'unread' || scan.why === 'unplugged') && (
          <Button size="main" onPress={scanner.start}>
            <Icon name="camera" />
            <Words>{text.again}</Words>
          </Button>
        )}
        {scan.is === 'looking' && scan.camera.next !== null && (
          <Button size="main" onPress={scanner.turn}>
            <Icon name="camera" />
            <Words>{text.turn}</Words>
          </Button>
        )}
        <Button size="main" onPress={onClose}>
          <Words>{scan.is === 'off' ? text.type : text.cancel}</Words>
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
