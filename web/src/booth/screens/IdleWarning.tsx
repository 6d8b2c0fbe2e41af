import { useEffect } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Ruby } from '../../ui/Ruby';
import { chime } from '../chime';
import { useBooth, useWords } from '../useBooth';

/** By sight and sound: in so many seconds everything is erased. */
export function IdleWarning({ secondsLeft }: { readonly secondsLeft: number }) {
  const booth = useBooth();
  const t = useWords();
  const sounds = secondsLeft % 10 === 0;
  useEffect(() => {
    if (sounds) chime();
  }, [sounds]);
  return (
    <Dialog role="alertdialog" title={<Ruby>{t.idle.title}</Ruby>} onClose={() => booth.touch(true)}>
      <p className="lead">
        <Ruby>{t.idle.left(secondsLeft)}</Ruby>
      </p>
      <Button kind="primary" size="main" autoFocus onPress={() => booth.touch(true)}>
        <Ruby>{t.idle.stay}</Ruby>
      </Button>
    </Dialog>
  );
}
