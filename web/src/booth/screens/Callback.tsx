import { useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { type Point, Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';

/** 折り返し待ち: the number is kept without anybody at the booth, and what happens next stands in plain words. */
export function Callback({ call }: { readonly call: CallView }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const points: Point[] = [
    ['ring', t.callback.how],
    ['people', t.callback.leave],
    ['call', t.callback.telephone],
  ];
  const sentences = points.map(([, words]) => words);
  return (
    <Screen
      rail={
        <>
          <Button size="main" onPress={() => setAsking(true)}>
            <Words>{t.callback.cancel}</Words>
          </Button>
          <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'end' })}>
            <Words>{t.callback.back}</Words>
          </Button>
        </>
      }
    >
      <Heading aloud={sentences}>{t.callback.title}</Heading>
      <div className="ticket" role="status">
        <p>
          <Words>{t.callback.ticket}</Words>
        </p>
        <p className="number">{call.number}</p>
      </div>
      <Points points={points} />
      <div className="keep">
        <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
        <PrintSlip number={String(call.number)} label={t.callback.ticket} sentences={sentences} />
      </div>
      {asking && (
        <Dialog title={<Words>{t.callback.sure}</Words>} role="alertdialog" onClose={() => setAsking(false)}>
          <p>
            <Words>{t.callback.lost}</Words>
          </p>
          <div className="acts">
            <Button size="main" onPress={() => setAsking(false)}>
              <Words>{t.callback.keep}</Words>
            </Button>
            <Button size="main" kind="harm" onPress={() => booth.tell({ type: 'cancel' })}>
              <Words>{t.callback.cancel}</Words>
            </Button>
          </div>
        </Dialog>
      )}
    </Screen>
  );
}
