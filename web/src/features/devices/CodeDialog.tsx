import type { DeviceKind, DeviceRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { useNow } from '../../ui/useNow';
import { QrCode } from '../qr/QrCode';
import type { Issued } from './api';
import { type Awaited, cameIn } from './devices';
import { devicesText } from './text';

/** What lets a terminal in; the folder is the one that its configuration names. */
function enrolment(code: string, again: boolean): string {
  const command = `chikamado-booth enrol --dir /var/lib/chikamado-booth --server ${location.origin} --code ${code}`;
  return again ? `${command} --again` : command;
}

/** The code, to be read from across a room, for as long as it is good; then that the device came in. */
export function CodeDialog({
  issued,
  kind,
  awaited,
  rows,
  onClose,
}: {
  readonly issued: Issued;
  readonly kind: DeviceKind;
  readonly awaited: Awaited;
  readonly rows: readonly DeviceRow[];
  readonly onClose: () => void;
}) {
  const { code: text, close } = useText(devicesText);
  const left = Math.max(0, Math.ceil((issued.expires_at - useNow()) / 1_000));
  const device = cameIn(awaited, rows);
  const until = (
    <p>
      <strong className="left">{text.left(Math.floor(left / 60), left % 60)}</strong>　{text.tries}
    </p>
  );
  return (
    <Dialog title={text.title} onClose={onClose}>
      {device !== null ? (
        <Notice kind="done" live="polite">
          {text.cameIn(device.name)}
        </Notice>
      ) : left === 0 ? (
        <Notice kind="act" live="polite">
          {text.expired}
        </Notice>
      ) : (
        <div className="code">
          <p className="letters">{issued.code}</p>
          {kind === 'pair' ? (
            <div className="shown">
              <QrCode text={issued.code} label={text.qr} />
              <div>
                {until}
                <p>{text.pair(`${location.origin}/booth`)}</p>
              </div>
            </div>
          ) : (
            <>
              {until}
              <p>{text.enrol}</p>
              <pre>
                <code>{enrolment(issued.code, awaited.for === 'known')}</code>
              </pre>
            </>
          )}
          <p role="status" className="quiet">
            {text.waiting}
          </p>
        </div>
      )}
      <div className="acts">
        <Button kind="primary" onPress={onClose}>
          {close}
        </Button>
      </div>
    </Dialog>
  );
}
