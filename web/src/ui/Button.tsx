import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  type ButtonProps,
  type ToggleButtonProps,
} from 'react-aria-components';

interface Look {
  /** `primary`: the one thing to do; `act`: now, while it rings; `harm`: ends or removes something. */
  readonly kind?: 'primary' | 'plain' | 'act' | 'harm';
  /** `main` is the booth's 96px button. */
  readonly size?: 'normal' | 'large' | 'main';
}

/** A button with a word on it. */
export function Button({
  kind = 'plain',
  size = 'normal',
  ...rest
}: Look & Omit<ButtonProps, 'className' | 'style'>) {
  return <AriaButton {...rest} className="button" data-kind={kind} data-size={size} />;
}

/** A button that stays pressed. */
export function ToggleButton({
  kind = 'plain',
  size = 'normal',
  ...rest
}: Look & Omit<ToggleButtonProps, 'className' | 'style'>) {
  return <AriaToggleButton {...rest} className="button" data-kind={kind} data-size={size} />;
}
