import type { Batch } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useMoment } from '../services';
import { handoverText } from './text';

/** Asks once: nothing leads back from here. */
export function ReleaseDialog({
  batch,
  onRelease,
  onClose,
}: {
  readonly batch: Batch;
  readonly onRelease: () => void;
  readonly onClose: () => void;
}) {
  const text = useText(handoverText);
  const moment = useMoment();
  const { releasing } = text;
  return (
    <Dialog title={releasing.title} role="alertdialog" onClose={onClose}>
      <p>{text.preparedBy(batch.prepared_by, moment(batch.prepared_at))}</p>
      <p>
        <strong>{releasing.lead(batch.lines.length)}</strong>
      </p>
      <div className="acts">
        <Button autoFocus onPress={onClose}>
          {releasing.keep}
        </Button>
        <Button kind="primary" onPress={onRelease}>
          {releasing.do}
        </Button>
      </div>
    </Dialog>
  );
}
