import { useState } from 'react';
import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { mayDiscuss } from './screen';
import { callText } from './text';

/** 本人確認: what is needed, what is reached, and so what may be discussed. */
export function IdentityBanner({
  call,
  signal,
  mayRecord,
}: {
  readonly call: CallView;
  readonly signal: SignalClient;
  readonly mayRecord: boolean;
}) {
  const { identity: text } = useText(callText);
  const [failed, setFailed] = useState(false);
  const { identity_needed: needed, identity: reached } = call;
  if (needed === 'none') {
    return <Notice icon="identity">{text.none}</Notice>;
  }
  const general = mayDiscuss(needed, reached) === 'general';
  const record = async () => {
    const reply = await signal.request({ type: 'set-identity', call: call.call, identity: 'self-stated' });
    setFailed(reply.type !== 'done');
  };
  return (
    <Notice kind={general ? 'act' : 'done'} icon="identity">
      <div className="identity">
        <div>
          <strong>
            {text.title}　{text.line(text.needed[needed], text.reached[reached])}
          </strong>
          <p>{general ? text.only : text.stated}</p>
          {failed && <p role="alert">{text.failed}</p>}
        </div>
        {reached === 'none' && mayRecord && <Button onPress={() => void record()}>{text.record}</Button>}
      </div>
    </Notice>
  );
}
