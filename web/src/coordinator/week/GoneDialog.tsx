import type { Opening, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { openingWords } from '../plan/words';
import { useWording } from '../services';
import { weekText } from './text';

/** Hours that are published and gone from the draft. */
export function GoneDialog({
  opening,
  schedule,
  onRestore,
  onClose,
}: {
  readonly opening: Opening;
  readonly schedule: Schedule;
  readonly onRestore: () => void;
  readonly onClose: () => void;
}) {
  const text = useText(weekText).gone;
  const wording = useWording(schedule);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>{openingWords(opening, wording)}</p>
      <div className="acts">
        <Button onPress={onClose}>{text.close}</Button>
        <Button kind="primary" onPress={onRestore}>
          {text.restore}
        </Button>
      </div>
    </Dialog>
  );
}
