import { useState } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { BookingApi } from './api';
import { foundText } from './found-text';

type State =
  | { readonly is: 'none' | 'asking' | 'failed' | 'ended' }
  | { readonly is: 'made'; readonly address: string; readonly copied: boolean | null };

/** 予定表の購読: a secret address for the calendar program of one's own. */
export function FeedPart({ api }: { readonly api: BookingApi }) {
  const { feed: text } = useText(foundText);
  const [state, setState] = useState<State>({ is: 'none' });
  // A button that was pressed keeps the focus: a second press asks nothing, but is no fault.
  const make = async () => {
    if (state.is === 'asking') return;
    setState({ is: 'asking' });
    const answer = await api.feed();
    if (answer.is !== 'ok') return setState({ is: 'failed' });
    setState({ is: 'made', address: `${location.origin}${answer.value.path}`, copied: null });
  };
  const end = async () => {
    if (state.is === 'asking') return;
    setState({ is: 'asking' });
    const answer = await api.endFeed();
    setState({ is: answer.is === 'ok' ? 'ended' : 'failed' });
  };
  const copy = async (address: string) => {
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    setState({ is: 'made', address, copied });
  };
  return (
    <div className="feed">
      <p>{text.about}</p>
      <Notice icon="lock">{text.secret}</Notice>
      <p>{text.renew}</p>
      {state.is === 'made' && (
        <div className="by-code">
          <TextField isReadOnly label={text.address} help={text.addressHelp} value={state.address} />
          <Button kind="primary" onPress={() => void copy(state.address)}>
            {text.copy}
          </Button>
        </div>
      )}
      <div role="status">
        {state.is === 'failed' && <Notice kind="harm">{text.failed}</Notice>}
        {state.is === 'ended' && <Notice kind="done">{text.ended}</Notice>}
        {state.is === 'made' && state.copied !== null && <p>{state.copied ? text.copied : text.notCopied}</p>}
      </div>
      <div className="acts">
        <Button onPress={() => void end()}>{text.end}</Button>
        <Button kind={state.is === 'made' ? 'plain' : 'primary'} onPress={() => void make()}>
          {state.is === 'asking' ? text.making : state.is === 'made' ? text.makeAgain : text.make}
        </Button>
      </div>
    </div>
  );
}
