import { Button as AriaButton } from 'react-aria-components';
import { screeningText } from '../../features/screening/text';
import { nearestOf } from '../../features/screening/verdict';
import type { EnclosedBooth, Guidance } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { dayAndTime } from '../booking/when';
import { useBooth } from '../useBooth';

/** The nearest enclosed booths. The next time of each is held with one touch. */
export function Enclosed({ guidance }: { readonly guidance: Guidance }) {
  const booth = useBooth();
  const t = useText(screeningText);
  const booths = nearestOf(guidance);
  if (booths.length === 0)
    return (
      <p className="lead">
        <Words>{t.enclosed.nowhere}</Words>
      </p>
    );
  const free = booths.some(({ next }) => next !== null);
  return (
    <>
      {free && (
        <p className="choose">
          <Words>{t.enclosed.choose}</Words>
        </p>
      )}
      <ul className="enclosed">
        {booths.map((one) => (
          <li key={one.site}>
            <Place one={one} booths={booths} />
          </li>
        ))}
      </ul>
      {free && (
        <Button size="large" onPress={() => booth.bookEnclosed(booths, null)}>
          <Icon name="clock" />
          <Words>{t.enclosed.all}</Words>
        </Button>
      )}
    </>
  );
}

function Place({
  one: { site_name: name, access, next },
  booths,
}: {
  readonly one: EnclosedBooth;
  readonly booths: readonly EnclosedBooth[];
}) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useText(screeningText);
  const where = (
    <span className="where">
      <strong lang={language === 'en' ? 'ja' : undefined}>{name}</strong>
      {access !== null && <Words>{inLanguage(access, language)}</Words>}
    </span>
  );
  if (next === null)
    return (
      <div className="enclosed-booth">
        {where}
        <Words>{t.enclosed.none}</Words>
      </div>
    );
  return (
    <AriaButton className="enclosed-booth" onPress={() => booth.bookEnclosed(booths, next)}>
      {where}
      <span className="next">
        <strong>
          <Words>{t.enclosed.next(dayAndTime(next, language))}</Words>
        </strong>
        <Words>{t.enclosed.book}</Words>
      </span>
      <Icon name="forward" />
    </AriaButton>
  );
}
