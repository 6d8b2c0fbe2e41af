import { type AskingProps, Asking as Shared } from '../../frame/Asking';
import { useText } from '../../i18n/language';
import { coordinationText } from './text';

/** What was asked for, or how it stands until it is there. */
export function Asking<T>(props: AskingProps<T>) {
  return <Shared {...props} forbidden={useText(coordinationText).forbidden} />;
}
