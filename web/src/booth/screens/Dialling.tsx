import { useEffect } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { chime } from '../chime';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useWords } from '../useBooth';
import type { Visit } from '../visit';

/** Whoever waits nearby must hear it, and may need a moment. */
const CHIME_MS = 4_000;

/** 折り返し中: the office calls somebody who waits nearby, by number; others read it, so it does not say about what. */
export function Dialling({ visit: { call, reply } }: { readonly visit: Visit & { at: 'dialling' } }) {
  const booth = useBooth();
  const t = useWords();
  const isOpen = reply === 'none';
  useEffect(() => {
    if (!isOpen) return;
    chime();
    const again = setInterval(chime, CHIME_MS);
    return () => clearInterval(again);
  }, [isOpen]);
  return (
    <Screen
      rail={
        isOpen && (
          <>
            <Button size="main" onPress={() => booth.tell({ type: 'reply', yes: false })}>
              <Words>{t.dialling.no}</Words>
            </Button>
            <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'reply', yes: true })}>
              <Icon name="call" />
              <Words>{t.dialling.yes}</Words>
            </Button>
          </>
        )
      }
    >
      <div className="dialling" role="alert">
        <p className="number">{call.number}</p>
        <Heading aloud={[t.dialling.how]}>{t.dialling.title(call.number)}</Heading>
        <p className="lead">
          <Words>{{ none: t.dialling.how, yes: t.dialling.answered, no: t.dialling.declined }[reply]}</Words>
        </p>
        {isOpen && (
          <p>
            <Words>{t.dialling.camera}</Words>
          </p>
        )}
      </div>
    </Screen>
  );
}
