import type { CallView } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { SignalClient } from '../../signal/client';
import { Button } from '../../ui/Button';
import { ActNotice } from './ActNotice';
import { OngoingNotice } from './OngoingNotice';
import { callText } from './text';
import { useAct } from './useAct';

/** While the resident is covered: that only they can lift it, and what became of being asked. */
export function CoverNotice({ call, signal }: { readonly call: CallView; readonly signal: SignalClient }) {
  const text = useText(callText).uncover;
  const { fault, act } = useAct(signal);
  if (call.privacy.is === 'off') return null;
  return (
    <>
      <OngoingNotice icon="cover">
        <p role="status">{call.uncovering === null ? text.help : text[call.uncovering]}</p>
        {call.uncovering !== 'asked' && (
          <Button onPress={() => void act({ type: 'ask-uncover', call: call.call })}>{text.ask}</Button>
        )}
      </OngoingNotice>
      <ActNotice fault={fault} />
    </>
  );
}
