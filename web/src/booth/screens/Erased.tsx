import { useEffect } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Ruby } from '../../ui/Ruby';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useWords } from '../useBooth';

const SHOWN_MS = 20_000;

/** Shown by the document after the visit's own, so it is true when it is read. */
export function Erased({ submitted, onDone }: { readonly submitted: boolean; readonly onDone: () => void }) {
  const t = useWords();
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onDone]);
  return (
    <Screen
      corners={false}
      rail={
        <Button size="main" onPress={onDone}>
          <Ruby>{t.erased.again}</Ruby>
        </Button>
      }
    >
      <div className="done">
        <Icon name="done" />
        <Heading>{t.erased.title}</Heading>
        {submitted && (
          <p className="lead">
            <Ruby>{t.erased.arrived}</Ruby>
          </p>
        )}
        <p>
          <Ruby>{t.erased.thanks}</Ruby>
        </p>
      </div>
    </Screen>
  );
}
