import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { OwnVideo } from './OwnVideo';
import { PictureChoice } from './PictureChoice';
import type { Picture } from './picture';
import { pictureText } from './text';

/** The choice in a call, beside what the resident gets of it. */
export function PictureDialog({
  picture,
  onClose,
}: {
  readonly picture: Picture;
  readonly onClose: () => void;
}) {
  const text = useText(pictureText);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div className="picture-dialog">
        <OwnVideo picture={picture} label={text.preview} />
        <PictureChoice picture={picture} />
      </div>
      <div className="acts">
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Dialog>
  );
}
