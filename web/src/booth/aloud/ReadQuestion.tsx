import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';
import { useAloud, useCanRead } from './useAloud';

/** The question on screen once more, for whoever has よみあげ on. */
export function ReadQuestion() {
  const aloud = useAloud();
  const { on } = useStore(aloud);
  const t = useWords();
  if (!useCanRead() || !on) return null;
  return (
    <Button size="large" onPress={aloud.again}>
      <Icon name="speaker" />
      <Words>{t.aloud.question}</Words>
    </Button>
  );
}
