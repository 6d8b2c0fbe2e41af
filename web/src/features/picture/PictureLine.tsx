import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { Picture } from './picture';
import { pictureText } from './text';

/** That blurring failed, what is sent instead, and how to try again. */
export function PictureLine({ picture }: { readonly picture: Picture }) {
  const text = useText(pictureText);
  const { failed } = useStore(picture);
  if (!failed) return null;
  return (
    <Notice kind="act" live="now" icon="cameraOff">
      <p>{text.failed}</p>
      <Button onPress={() => picture.choose('blurred')}>{text.again}</Button>
    </Notice>
  );
}
