import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth } from '../useBooth';
import { nameOf } from '../visit';
import { Kept } from './Kept';
import { canGoBack, type Planning, type Step } from './planning';
import { texts } from './texts';
import { fullDayAndTime } from './when';
import { faultWords } from './words';

/** All of it once more, before it is booked. */
export function CheckScreen({
  planning: { subject, offer, telephone },
  step,
}: {
  readonly planning: Planning;
  readonly step: Step & { readonly is: 'check' };
}) {
  const booth = useBooth();
  const { language } = useLanguage();
  const t = useText(texts);
  const { held, fault, sending } = step;
  const site = offer.sites.find((one) => one.site === held.time.site);
  const bring = inLanguage(offer.bring, language);
  const when = fullDayAndTime(held.time, language);
  const rows: [string, string][] = [
    [t.check.subject, nameOf(subject, language)],
    [t.check.when, when],
    [t.check.where, site?.name ?? ''],
    [t.check.bring, bring === '' ? t.check.nothing : bring],
    [t.check.telephone, telephone.trim() === '' ? t.check.notGiven : telephone],
  ];
  return (
    <Screen
      onBack={canGoBack(step) ? () => booth.tell({ type: 'back' }) : undefined}
      rail={
        <Button kind="primary" size="main" isDisabled={sending} onPress={() => void booth.plan.book()}>
          <Icon name="done" />
          <Words>{t.check.book}</Words>
        </Button>
      }
    >
      <Kept held={held} />
      <Heading aloud={[when, site?.name ?? '']}>{t.check.title}</Heading>
      <dl className="facts">
        {rows.map(([term, fact]) => (
          <div key={term}>
            <dt>
              <Words>{term}</Words>
            </dt>
            <dd>
              <Words>{fact}</Words>
            </dd>
          </div>
        ))}
      </dl>
      {fault !== null && (
        <Notice kind="harm" live="now">
          <Words>{faultWords(t.faults, fault)}</Words>
        </Notice>
      )}
      <p role="status">{sending && <Words>{t.check.sending}</Words>}</p>
    </Screen>
  );
}
