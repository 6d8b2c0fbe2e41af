import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useWords } from '../useBooth';

/** 別の日に予約する. Nothing where that is not to be had. */
export function BookLater({
  book,
  kind = 'plain',
}: {
  readonly book: (() => void) | null;
  readonly kind?: 'plain' | 'primary';
}) {
  const t = useWords();
  if (book === null) return null;
  return (
    <Button kind={kind} size="main" onPress={book}>
      <Icon name="clock" />
      <Words>{t.turnedAway.book}</Words>
    </Button>
  );
}
