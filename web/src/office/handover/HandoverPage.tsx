import { useState } from 'react';
import { ActNotice } from '../../frame/ActNotice';
import { useActs } from '../../frame/useActs';
import type { ApplicationId, Batch } from '../../generated/protocol';
import { newKey } from '../../http/key';
import { useAsked } from '../../http/useAsked';
import { useText } from '../../i18n/language';
import { Asking } from '../Asking';
import { useServices } from '../services';
import { BatchPart } from './BatchPart';
import './handover.css';
import { waiting } from './handover';
import { Ready } from './Ready';
import { ReleaseDialog } from './ReleaseDialog';
import { handoverText } from './text';

/** 引渡し: one prepares, another releases. */
export function HandoverPage({ onChanged }: { readonly onChanged: () => void }) {
  const text = useText(handoverText);
  const { api } = useServices();
  const complete = useAsked('complete', () => api.worklist({ status: 'complete', after: null }));
  const listed = useAsked('batches', api.batches);
  const [chosen, setChosen] = useState<ReadonlySet<ApplicationId>>(new Set());
  const [releasing, setReleasing] = useState<Batch | null>(null);
  const { said, busy, act } = useActs(() => {
    complete.again();
    listed.again();
    onChanged();
  }, newKey);
  const putBack = ({ id }: Batch) =>
    void act(`put-back/${id}`, () => api.putBack(id), text.said.putBack, null);
  const prepare = async (ids: readonly ApplicationId[]) => {
    const done = await act('prepare', () => api.prepare(ids), text.said.prepared, putBack);
    if (done) setChosen(new Set());
  };
  const release = ({ id }: Batch) => {
    setReleasing(null);
    void act(`release/${id}`, () => api.release(id), text.said.released, null);
  };
  return (
    <div className="handover">
      <p>{text.lead}</p>
      <ActNotice said={said} />
      <Asking asked={listed.asked} again={listed.again}>
        {({ batches }) => (
          <>
            <section>
              <h2>{text.ready}</h2>
              <Asking asked={complete.asked} again={complete.again}>
                {({ rows, more }) => (
                  <Ready
                    rows={waiting(rows, batches)}
                    more={more}
                    chosen={chosen}
                    busy={busy}
                    onChoose={setChosen}
                    onPrepare={(ids) => void prepare(ids)}
                  />
                )}
              </Asking>
            </section>
            <section>
              <h2>{text.batches}</h2>
              {batches.length === 0 && <p className="empty">{text.noBatches}</p>}
              {batches.map((batch) => (
                <BatchPart
                  key={batch.id}
                  batch={batch}
                  busy={busy}
                  onRelease={() => setReleasing(batch)}
                  onPutBack={() => putBack(batch)}
                />
              ))}
            </section>
          </>
        )}
      </Asking>
      {releasing !== null && (
        <ReleaseDialog
          batch={releasing}
          onRelease={() => release(releasing)}
          onClose={() => setReleasing(null)}
        />
      )}
    </div>
  );
}
