import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { bookingText } from './text';

/** Asks once; afterwards it can still be taken back. */
export function CancelDialog({
  words,
  onCancel,
  onClose,
}: {
  readonly words: string;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}) {
  const text = useText(bookingText).cancelling;
  return (
    <Dialog title={text.title} role="alertdialog" onClose={onClose}>
      <p>
        <strong>{words}</strong>
      </p>
      <p>{text.lead}</p>
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
