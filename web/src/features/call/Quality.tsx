import { useText } from '../../i18n/language';
import type { Verdict } from '../../rtc/quality';
import { Icon } from '../../ui/Icon';
import { callText } from './text';

/** How the call goes, and whose line it is that hurts. */
export function QualityLine({ verdict }: { readonly verdict: Verdict }) {
  const { quality: text } = useText(callText);
  const words = verdict.level === 'good' ? text.good : text[verdict.side][verdict.level];
  return (
    <p className="quality" role="status" data-level={verdict.level}>
      <Icon name={verdict.level === 'good' ? 'done' : 'warning'} />
      {words}
    </p>
  );
}
