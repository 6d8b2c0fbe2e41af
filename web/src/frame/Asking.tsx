import type { ReactNode } from 'react';
import type { Asked } from '../http/asked';
import { useText } from '../i18n/language';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { frameText } from './text';

export interface AskingProps<T> {
  readonly asked: Asked<T>;
  readonly again: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What was asked for, or how it stands until it is there. `forbidden`: whose pages these are, for whoever may not. */
export function Asking<T>({
  asked,
  again,
  forbidden,
  children,
}: AskingProps<T> & { readonly forbidden: string }) {
  const text = useText(frameText);
  if (asked.is === 'loading') return <p role="status">{text.loading}</p>;
  if (asked.is === 'failed') {
    return (
      <Notice kind={asked.forbidden ? 'act' : 'harm'} live="now">
        <p>{asked.forbidden ? forbidden : asked.title || text.unreachable}</p>
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
