import { useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { frameText } from './text';
import type { Said } from './useActs';

/** What came of the last act, with the way back. */
export function ActNotice({ said }: { readonly said: Said | null }) {
  const text = useText(frameText);
  return (
    <div role="status">
      {said !== null && (
        <Notice kind={said.kind}>
          <p>{said.words}</p>
          {said.undo !== null && (
            <Button onPress={said.undo}>
              <Icon name="undo" />
              {text.undo}
            </Button>
          )}
        </Notice>
      )}
    </div>
  );
}
