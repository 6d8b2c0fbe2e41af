import type { ReactNode } from 'react';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { Asked } from '../asked';
import { frameText } from './text';

/** What was asked for, or how it stands until it is there. */
export function Asking<T>({
  asked,
  again,
  children,
}: {
  readonly asked: Asked<T>;
  readonly again: () => void;
  readonly children: (value: T) => ReactNode;
}) {
  const text = useText(frameText);
  if (asked.is === 'loading') return <p role="status">{text.loading}</p>;
  if (asked.is === 'failed') {
    return (
      <Notice kind={asked.forbidden ? 'act' : 'harm'} live="now">
        <p>{asked.forbidden ? text.forbidden : asked.title || text.unreachable}</p>
        {!asked.forbidden && <Button onPress={again}>{text.again}</Button>}
      </Notice>
    );
  }
  return (
    <>
      {asked.stale && (
        <Notice kind="act" live="polite">
          <p>{text.stale}</p>
          <Button onPress={again}>{text.again}</Button>
        </Notice>
      )}
      {children(asked.value)}
    </>
  );
}
