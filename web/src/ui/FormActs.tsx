import type { ReactNode } from 'react';
import { Button } from './Button';

/** The foot of a form in a dialog: the way out, then the one thing that the form is for. */
export function FormActs({
  cancel,
  submit,
  kind = 'primary',
  isDisabled = false,
  onCancel,
  children,
}: {
  readonly cancel: string;
  readonly submit: string;
  readonly kind?: 'primary' | 'harm';
  /** Nothing can be sent; the way out stays. */
  readonly isDisabled?: boolean;
  readonly onCancel: () => void;
  /** What else can be done, before both. */
  readonly children?: ReactNode;
}) {
  return (
    <div className="acts">
      {children}
      <Button onPress={onCancel}>{cancel}</Button>
      <Button kind={kind} type="submit" isDisabled={isDisabled}>
        {submit}
      </Button>
    </div>
  );
}
