import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Words } from '../../ui/Words';
import { useScript } from '../aloud/useAloud';
import { chime } from '../chime';
import { useBooth, useWords } from '../useBooth';

/** By sight and sound: in so many seconds everything is erased. */
export function IdleWarning({ secondsLeft }: { readonly secondsLeft: number }) {
  const booth = useBooth();
  const t = useWords();
  const [first] = useState(secondsLeft);
  useScript([t.idle.title, t.idle.left(first)], false);
  const sounds = secondsLeft % 10 === 0;
  useEffect(() => {
    if (sounds) chime();
  }, [sounds]);
  return (
    <Dialog role="alertdialog" title={<Words>{t.idle.title}</Words>} onClose={() => booth.touch(true)}>
      <p className="lead">
        <Words>{t.idle.left(secondsLeft)}</Words>
      </p>
      <Button kind="primary" size="main" autoFocus onPress={() => booth.touch(true)}>
        <Words>{t.idle.stay}</Words>
      </Button>
    </Dialog>
  );
}
