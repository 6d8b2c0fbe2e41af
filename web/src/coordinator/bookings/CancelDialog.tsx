import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { bookingText } from './text';

/** Asks once; afterwards it can still be taken back, unless its time is closed. */
export function CancelDialog({
  words,
  forGood,
  onCancel,
  onClose,
}: {
  readonly words: string;
  /** Its time is closed: nobody can book it any more, nor get it back. */
  readonly forGood: boolean;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}) {
  const text = useText(bookingText).cancelling;
  return (
    <Dialog title={text.title} role="alertdialog" onClose={onClose}>
      <p>
        <strong>{words}</strong>
      </p>
      <p>{forGood ? text.forGood : text.lead}</p>
      <div className="acts">
        <Button autoFocus onPress={onClose}>
          {text.keep}
        </Button>
        <Button kind="harm" onPress={onCancel}>
          {text.do}
        </Button>
      </div>
    </Dialog>
  );
}
