import type { Hand } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import type { Act } from './holder';
import { lastOf, moved, type Shown, turned, within, zoomed } from './stage';
import { boardText } from './text';

/** How the picture is seen, on both sides alike, and what becomes of the marks. */
export function BoardTools({
  shown,
  hand,
  size = 'normal',
  onAct,
}: {
  readonly shown: Shown;
  readonly hand: Hand;
  readonly size?: 'normal' | 'large';
  readonly onAct: (act: Act) => void;
}) {
  const text = useText(boardText);
  const { view, marks } = shown;
  const mine = lastOf(marks, hand);
  const tool = (icon: IconName, words: string, act: Act | null) => (
    <Button key={words} size={size} isDisabled={act === null} onPress={() => act !== null && onAct(act)}>
      <Icon name={icon} />
      <Words>{words}</Words>
    </Button>
  );
  const look = (next: Shown['view']): Act | null => {
    const allowed = within(next);
    const same = allowed.zoom === view.zoom && allowed.x === view.x && allowed.y === view.y;
    return same && allowed.turn === view.turn ? null : { act: 'view', view: allowed };
  };
  return (
    <fieldset className="board-tools" aria-label={withoutRuby(text.tools)}>
      {tool('zoomIn', text.larger, look(zoomed(view, 1)))}
      {tool('zoomOut', text.smaller, look(zoomed(view, -1)))}
      {tool('turn', text.turn, look(turned(view)))}
      {view.zoom > 1 && [
        tool('back', text.left, look(moved(view, -1, 0))),
        tool('forward', text.right, look(moved(view, 1, 0))),
        tool('up', text.up, look(moved(view, 0, -1))),
        tool('down', text.down, look(moved(view, 0, 1))),
      ]}
      {tool('undo', text.undo, mine === null ? null : { act: 'unmark', mark: mine })}
      {tool('remove', text.clear, marks.length === 0 ? null : { act: 'clear' })}
      {tool('close', text.close, { act: 'close' })}
    </fieldset>
  );
}
