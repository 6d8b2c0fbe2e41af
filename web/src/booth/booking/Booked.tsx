import { grouped, qrTextOf } from '../../features/booking/code';
import { QrCode } from '../../features/qr/QrCode';
import type { Booking } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth } from '../useBooth';
import type { Planning } from './planning';
import { texts } from './texts';
import { fullDayAndTime, timeOf } from './when';

/** The code, to be written down or printed; then おわる. */
export function BookedScreen({
  planning: { offer },
  booking: { code, time, site_name: name, check_in_from: from, check_in_until: until, counter },
}: {
  readonly planning: Planning;
  readonly booking: Booking;
}) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useText(texts);
  const when = fullDayAndTime(time, language);
  const access = offer.sites.find(({ site }) => site === time.site)?.access;
  const where = [name, access === undefined ? '' : inLanguage(access, language)].filter(
    (part) => part !== '',
  );
  const bring = inLanguage(offer.bring, language);
  const arrive = counter ? t.done.come : t.done.arrive(timeOf(from), timeOf(until));
  const letters = [...code].join(language === 'en' ? ', ' : '、');
  const picture = <QrCode text={qrTextOf(code)} label={withoutRuby(t.done.qr)} />;
  const broughtAlong = bring === '' ? [] : [t.done.bring(bring)];
  return (
    <Screen
      rail={
        <Button kind="primary" size="main" onPress={() => booth.tell({ type: 'end' })}>
          <Words>{t.done.end}</Words>
        </Button>
      }
    >
      <div className="booked">
        <Heading aloud={[t.done.spoken(letters), when, ...where, t.done.write, arrive]}>
          {t.done.title}
        </Heading>
        <div className="proof">
          <dl className="plate">
            <dt>
              <Words>{t.done.code}</Words>
            </dt>
            <dd>{grouped(code)}</dd>
          </dl>
          {picture}
        </div>
        <ul className="points">
          <li>
            <Icon name="clock" />
            <strong>
              <Words>{when}</Words>
            </strong>
          </li>
          <li>
            <Icon name="place" />
            <span>
              {where.map((part) => (
                <span key={part} className="part">
                  <Words>{part}</Words>
                </span>
              ))}
            </span>
          </li>
          {broughtAlong.map((sentence) => (
            <li key={sentence}>
              <Icon name="document" />
              <Words>{sentence}</Words>
            </li>
          ))}
          <li>
            <Icon name="info" />
            <Words>{arrive}</Words>
          </li>
        </ul>
        <div className="keep">
          <p className="lead">
            <Words>{t.done.write}</Words>
          </p>
          <PrintSlip
            number={grouped(code)}
            label={t.done.code}
            picture={picture}
            sentences={[t.done.when(when), where.join(' '), ...broughtAlong, arrive, t.done.change]}
          />
        </div>
      </div>
    </Screen>
  );
}
