import { useCallback, useEffect, useState } from 'react';
import type { CallView, Hotline } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import type { MemoApi } from './api';
import { memoText } from './text';

type Done = { readonly is: 'shown' | 'invited' | 'failed' | 'not-sent'; readonly name: string };

/** 緊急つなぎ: one touch shows a number to the resident or asks an office in; that it was used is written down first. */
export function Hotlines({
  api,
  call,
  signal,
  write,
}: {
  readonly api: MemoApi;
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly write: (text: string) => boolean;
}) {
  const all = useText(memoText);
  const text = all.hotlines;
  const [open, setOpen] = useState(false);
  const [lines, setLines] = useState<readonly Hotline[] | 'loading' | 'failed'>('loading');
  const [done, setDone] = useState<Done | null>(null);
  const load = useCallback(async () => {
    setLines('loading');
    const answer = await api.hotlines();
    setLines(answer.is === 'ok' ? answer.value : 'failed');
  }, [api]);
  // Fetched with the call, so that it is there when it is needed.
  useEffect(() => {
    void load();
  }, [load]);

  async function bring(line: Hotline, how: 'show' | 'invite'): Promise<void> {
    const { name, telephone, section } = line;
    const noted = await api.use(call.call, line.hotline);
    if (noted.is !== 'ok') return setDone({ is: 'failed', name });
    if (how === 'show' || section === null) {
      return setDone({ is: write(text.note(name, telephone)) ? 'shown' : 'not-sent', name });
    }
    const asked = await signal.request({
      type: 'invite',
      call: call.call,
      whom: { who: 'section', section },
    });
    setDone({ is: asked.type === 'done' ? 'invited' : 'not-sent', name });
  }

  return (
    <>
      <Button kind="harm" onPress={() => setOpen(true)}>
        <Icon name="warning" />
        {text.open}
      </Button>
      {open && (
        <Dialog title={text.title} onClose={() => setOpen(false)}>
          <p>{text.about}</p>
          {lines === 'loading' && <p role="status">{text.loading}</p>}
          {lines === 'failed' && (
            <Notice kind="harm" live="now">
              {text.failed} <Button onPress={() => void load()}>{all.again}</Button>
            </Notice>
          )}
          {typeof lines !== 'string' && (
            <ul className="hotlines">
              {lines.map((line) => (
                <li key={line.hotline}>
                  <div>
                    <p className="quiet">{line.about}</p>
                    <p className="name">{line.name}</p>
                    <p className="telephone">{line.telephone}</p>
                  </div>
                  <div className="acts">
                    {line.section !== null && (
                      <Button
                        aria-label={`${line.name} ${text.invite}`}
                        onPress={() => void bring(line, 'invite')}
                      >
                        {text.invite}
                      </Button>
                    )}
                    <Button aria-label={`${line.name} ${text.show}`} onPress={() => void bring(line, 'show')}>
                      {text.show}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          )}
          <div role="status">
            {done?.is === 'shown' && <Notice kind="done">{text.shown(done.name)}</Notice>}
            {done?.is === 'invited' && <Notice kind="done">{text.invited(done.name)}</Notice>}
            {done?.is === 'failed' && <Notice kind="harm">{text.notNoted}</Notice>}
            {done?.is === 'not-sent' && <Notice kind="harm">{all.notSent}</Notice>}
          </div>
          <div className="acts">
            <Button onPress={() => setOpen(false)}>{text.close}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
