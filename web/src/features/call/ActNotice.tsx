import { useText } from '../../i18n/language';
import { Notice } from '../../ui/Notice';
import type { ActFault } from './act-fault';
import { handoverText } from './handover-text';

/** Why the last act was not done. Nothing while all is well. */
export function ActNotice({ fault }: { readonly fault: ActFault | null }) {
  const text = useText(handoverText);
  if (fault === null) return null;
  return (
    <Notice kind="harm" live="now">
      {fault.is === 'lost' ? text.lost : text.refused(fault.reason)}
    </Notice>
  );
}
