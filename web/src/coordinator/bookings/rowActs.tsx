import { Button } from '../../ui/Button';

/** The buttons of one booking's row. `nameOf`: what is done, and to which booking, for whoever does not see the row. */
export function rowActs(nameOf: (words: string) => string, isDisabled: boolean) {
  return (words: string, kind: 'plain' | 'harm', onPress: () => void) => (
    <Button kind={kind} isDisabled={isDisabled} aria-label={nameOf(words)} onPress={onPress}>
      {words}
    </Button>
  );
}
