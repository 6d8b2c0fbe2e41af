import type { Held } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { texts } from './texts';
import { dayAndTime, timeOf } from './when';

/** 仮押さえ: which time is held, and until when. */
export function Kept({ held: { time, until } }: { readonly held: Held }) {
  const { language } = useLanguage();
  const t = useText(texts);
  return (
    <p className="kept">
      <Icon name="clock" />
      <Words>{t.telephone.kept(dayAndTime(time, language), timeOf(until))}</Words>
    </p>
  );
}
