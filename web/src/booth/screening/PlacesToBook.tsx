import { Button as AriaButton } from 'react-aria-components';
import { screeningText } from '../../features/screening/text';
import type { PlaceToBook } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { dayAndTime } from '../booking/when';
import { useBooth } from '../useBooth';

/** Enclosed booths, or the ward office's counter. The next time of each is held with one touch. */
export function PlacesToBook({
  places,
  choose,
}: {
  readonly places: readonly PlaceToBook[];
  /** What a touch on a time does. */
  readonly choose: string;
}) {
  const booth = useBooth();
  const t = useText(screeningText);
  const free = places.some(({ next }) => next !== null);
  return (
    <>
      {free && (
        <p className="choose">
          <Words>{choose}</Words>
        </p>
      )}
      <ul className="enclosed">
        {places.map((one) => (
          <li key={one.site}>
            <Place one={one} places={places} />
          </li>
        ))}
      </ul>
      {free && (
        <Button size="large" onPress={() => booth.bookAt(places, null)}>
          <Icon name="clock" />
          <Words>{t.enclosed.all}</Words>
        </Button>
      )}
    </>
  );
}

function Place({
  one: { site_name: name, access, next },
  places,
}: {
  readonly one: PlaceToBook;
  readonly places: readonly PlaceToBook[];
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
    <AriaButton className="enclosed-booth" onPress={() => booth.bookAt(places, next)}>
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
