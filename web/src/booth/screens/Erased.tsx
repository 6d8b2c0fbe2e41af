import { useEffect } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
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
          <Words>{t.erased.again}</Words>
        </Button>
      }
    >
      <div className="done">
        <Icon name="done" />
        <Heading aloud={[submitted ? t.erased.arrived : '', t.erased.thanks]}>{t.erased.title}</Heading>
        {submitted && (
          <p className="lead">
            <Words>{t.erased.arrived}</Words>
          </p>
        )}
        <p>
          <Words>{t.erased.thanks}</Words>
        </p>
      </div>
    </Screen>
  );
}
