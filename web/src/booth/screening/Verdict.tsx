import { QrCode } from '../../features/qr/QrCode';
import { screeningText } from '../../features/screening/text';
import { dialled, nearestOf, reasonsOf, slipText } from '../../features/screening/verdict';
import type { Guidance } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { type Point, Points } from '../frame/Points';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { About } from '../screens/About';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState } from '../useBooth';
import type { Visit } from '../visit';
import { PlacesToBook } from './PlacesToBook';
import { Why } from './Why';

/** A verdict that leads elsewhere: what to do, why, where, what to bring, whom to call, and what if it is wrong. */
export function Verdict({
  visit,
  guidance,
}: {
  readonly visit: Visit & { at: 'elsewhere' };
  readonly guidance: Guidance;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useText(screeningText);
  const { verdict } = guidance.decision;
  const title = guidance.right_to_apply ? t.right.title : inLanguage(guidance.decision.title, language);
  const points = usePoints(guidance);
  const said = points.map(([, words]) => words);
  // The counter that can be booked says where it is.
  const seen = guidance.counter === null ? points : points.filter(([icon]) => icon !== 'place');
  const reasons = reasonsOf(guidance, language);
  const telephone = guidance.office?.telephone ?? info?.telephone ?? '';
  // What is kept says neither the subject nor the reasons, which would tell it.
  const walkIn = guidance.right_to_apply ? [t.counter.walkIn] : [];
  const kept = [inLanguage(guidance.decision.title, language), ...walkIn, ...said];
  const asked = guidance.right_to_apply ? t.right.qr : t.keep.qr;
  const text = guidance.right_to_apply ? dialled(telephone) : slipText([telephone, ...kept]);
  const picture = <QrCode text={text} label={withoutRuby(asked)} />;
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        <Button
          kind={[...guidance.enclosed, guidance.counter].some((place) => place?.next) ? 'plain' : 'primary'}
          size="main"
          onPress={() => booth.tell({ type: 'begin' })}
        >
          <Words>{t.otherSubject}</Words>
        </Button>
      }
    >
      <div className="verdict" data-verdict={verdict}>
        <Heading aloud={[...reasons, ...walkIn, ...said]}>{title}</Heading>
        {visit.because !== null && (
          <Notice kind="act" live="polite">
            <Words>{t.because[visit.because]}</Words>
          </Notice>
        )}
        <div className="said">
          {!guidance.right_to_apply && <About subject={visit.subject} />}
          <Why reasons={reasons} />
          {verdict === 'enclosed-booth' && <Enclosed guidance={guidance} />}
          {guidance.right_to_apply && <Right />}
          {guidance.counter !== null && (
            <PlacesToBook
              places={[guidance.counter]}
              choose={verdict === 'enclosed-booth' ? t.counter.instead : t.counter.choose}
            />
          )}
          <Points points={seen} />
        </div>
        <div className="take-along">
          <Telephone label={t.call} number={telephone} />
          {guidance.right_to_apply && (
            <p className="walk-in">
              <Words>{t.counter.walkIn}</Words>
            </p>
          )}
          <div className="kept-by-camera">
            {picture}
            <p>
              <Words>{asked}</Words>
            </p>
          </div>
          <PrintSlip sentences={kept} telephone={telephone} picture={picture} />
          <Disagree guidance={guidance} telephone={telephone} />
        </div>
      </div>
    </Screen>
  );
}

/** The nearest enclosed booths. */
function Enclosed({ guidance }: { readonly guidance: Guidance }) {
  const t = useText(screeningText);
  const booths = nearestOf(guidance);
  if (booths.length > 0) return <PlacesToBook places={booths} choose={t.enclosed.choose} />;
  return (
    <p className="lead">
      <Words>{t.enclosed.nowhere}</Words>
    </p>
  );
}

/** Where, when, and what to bring. */
function usePoints({ decision, office, bring, kiosk }: Guidance): Point[] {
  const { language } = useLanguage();
  const t = useText(screeningText);
  const points: Point[] = [];
  if (office !== null && decision.verdict === 'in-person') {
    points.push(['place', t.desk(office.ward_name, office.section_name)]);
    if (office.hours !== null) points.push(['clock', t.hours(inLanguage(office.hours, language))]);
  }
  if (kiosk !== null) {
    points.push(['print', t.kiosk.where], ['identity', t.kiosk.card], ['lock', t.kiosk.pin]);
    if (kiosk.certificates.length > 0)
      points.push(['form', `${t.kiosk.certificates}：${kiosk.certificates.join('、')}`]);
  }
  const brought = bring === null ? '' : inLanguage(bring, language);
  if (brought !== '') points.push(['document', t.bring(brought)]);
  return points;
}

/** 生活保護: nobody is turned away, and the telephone is there now. */
function Right() {
  const t = useText(screeningText);
  return (
    <div className="right">
      <Icon name="call" />
      <p>
        <strong>
          <Words>{t.right.now}</Words>
        </strong>
        <br />
        <Words>{t.right.nobody}</Words>
      </p>
    </div>
  );
}

/** この案内とちがうと思うとき: in sight, and never the large button. */
function Disagree({ guidance, telephone }: { readonly guidance: Guidance; readonly telephone: string }) {
  const booth = useBooth();
  const t = useText(screeningText);
  return (
    <section className="disagree" aria-labelledby="disagree">
      <h2 id="disagree">
        <Words>{t.disagree.title}</Words>
      </h2>
      {guidance.may_disagree && (
        <Button size="large" onPress={() => booth.tell({ type: 'disagree' })}>
          <Icon name="person" />
          <Words>{t.disagree.talk}</Words>
        </Button>
      )}
      <p>
        <Words>{t.disagree.call(telephone)}</Words>
      </p>
    </section>
  );
}
