import { shortDay } from '../../calendar/day';
import { shortTime } from '../../calendar/times';
import { screeningText } from '../../features/screening/text';
import { dialled, nearestOf, reasonsOf } from '../../features/screening/verdict';
import type { Guidance, PlaceToBook } from '../../generated/protocol';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Fact, Japanese, Press, Said, Title, useBusy } from '../parts';
import { wardOf } from '../places';
import { guidanceOf } from '../screened';

/** It cannot be booked here: why, and the way on. */
export function Verdict() {
  const { book, bookable, tell, language, said } = useBook();
  const t = screeningText[language];
  const guidance = guidanceOf(book);
  if (guidance === null || bookable === null) return null;
  const { decision, right_to_apply: right, office, counter } = guidance;
  const telephone = office?.telephone ?? wardOf(bookable, book.entries.place)?.telephone ?? '';
  return (
    <>
      <Title>{right ? t.right.title : said(decision.title)}</Title>
      <Said />
      <Why guidance={guidance} />
      {right && (
        <Notice icon="call">
          <p>
            <Words>{t.right.now}</Words>
          </p>
          <p>
            <Words>{t.counter.walkIn}</Words>
          </p>
        </Notice>
      )}
      {decision.verdict === 'enclosed-booth' && <Enclosed guidance={guidance} />}
      {counter !== null && <Counter guidance={guidance} counter={counter} />}
      {decision.verdict === 'quiet-card' && (
        <p>
          <Words>{t.quiet}</Words>
        </p>
      )}
      <Where guidance={guidance} />
      <Telephone telephone={telephone} isMain={right || decision.verdict === 'quiet-card'} />
      <section>
        <h2>
          <Words>{t.disagree.title}</Words>
        </h2>
        <p>
          <Words>{t.disagree.call(telephone)}</Words>
        </p>
      </section>
      <div className="acts">
        {decision.verdict !== 'quiet-card' && (
          <Press icon="print" onPress={() => window.print()}>
            {t.keep.print}
          </Press>
        )}
        <Press onPress={() => tell({ type: 'go', page: 'place' })}>{t.otherPlace}</Press>
        <Press onPress={() => tell({ type: 'go', page: 'subject' })}>{t.otherSubject}</Press>
      </div>
    </>
  );
}

/** 生活保護, where a time is looked for: no booking is needed, and the telephone is there now. */
export function Right({ telephone }: { readonly telephone: string }) {
  const { language } = useBook();
  const t = screeningText[language];
  return (
    <Notice icon="call">
      <p>
        <Words>{t.counter.walkIn}</Words>
      </p>
      <p>
        <Words>{t.right.now}</Words>
      </p>
      <Telephone telephone={telephone} isMain={false} />
    </Notice>
  );
}

/** なぜですか */
export function Why({ guidance }: { readonly guidance: Guidance }) {
  const { language } = useBook();
  const t = screeningText[language];
  return (
    <div className="why">
      <h2>
        <Words>{t.why}</Words>
      </h2>
      {reasonsOf(guidance, language).map((reason) => (
        <p key={reason}>
          <Words>{reason}</Words>
        </p>
      ))}
    </div>
  );
}

function Telephone({ telephone, isMain }: { readonly telephone: string; readonly isMain: boolean }) {
  const { language } = useBook();
  const t = screeningText[language];
  return (
    <a
      className="button"
      data-kind={isMain ? 'primary' : 'plain'}
      data-size="large"
      href={dialled(telephone)}
    >
      <Icon name="call" />
      <Words>{t.call}</Words> {telephone}
    </a>
  );
}

/** Where, when, and what to bring. */
function Where({ guidance: { decision, office, kiosk, bring } }: { readonly guidance: Guidance }) {
  const { language, said, text } = useBook();
  const t = screeningText[language];
  const brought = bring === null ? '' : said(bring);
  return (
    <dl className="facts">
      {decision.verdict === 'in-person' && office !== null && (
        <Fact name={t.where}>
          <strong>
            <Japanese>{t.desk(office.ward_name, office.section_name)}</Japanese>
          </strong>
          {office.hours !== null && <Words>{t.hours(said(office.hours))}</Words>}
        </Fact>
      )}
      {kiosk !== null && (
        <>
          <Fact name={t.where}>
            <strong>
              <Words>{t.kiosk.where}</Words>
            </strong>
            <Words>{t.kiosk.card}</Words>
            <Words>{t.kiosk.pin}</Words>
          </Fact>
          {kiosk.certificates.length > 0 && (
            <Fact name={t.kiosk.certificates}>
              <Japanese>{kiosk.certificates.join('、')}</Japanese>
            </Fact>
          )}
        </>
      )}
      {brought !== '' && (
        <Fact name={text.check.bring}>
          <Words>{brought}</Words>
        </Fact>
      )}
    </dl>
  );
}

/** The nearest enclosed booths: the next time of each is held with one touch. */
function Enclosed({ guidance }: { readonly guidance: Guidance }) {
  const { language } = useBook();
  const t = screeningText[language];
  const booths = nearestOf(guidance);
  if (booths.length === 0) {
    return (
      <p>
        <Words>{t.enclosed.nowhere}</Words>
      </p>
    );
  }
  return (
    <>
      <p>
        <Words>{t.enclosed.choose}</Words>
      </p>
      <div className="choices">
        {booths.map((one) => (
          <Place key={one.site} one={one} />
        ))}
      </div>
    </>
  );
}

/** 区役所の窓口, with its next time. */
function Counter({ guidance, counter }: { readonly guidance: Guidance; readonly counter: PlaceToBook }) {
  const { language } = useBook();
  const t = screeningText[language].counter;
  const instead = guidance.decision.verdict === 'enclosed-booth';
  return (
    <>
      <p>
        <Words>{instead ? t.instead : t.choose}</Words>
      </p>
      <div className="choices">
        <Place one={counter} />
      </div>
    </>
  );
}

function Place({ one }: { readonly one: PlaceToBook }) {
  const { tell, newKey, language, said } = useBook();
  const busy = useBusy('hold');
  const t = screeningText[language];
  const { site, site_name: name, access, next } = one;
  const where = (
    <span className="row-words">
      <strong>
        <Japanese>{name}</Japanese>
      </strong>
      {access !== null && <Words>{said(access)}</Words>}
      {next === null ? (
        <Words>{t.enclosed.none}</Words>
      ) : (
        <strong>
          <Words>{t.enclosed.next(`${shortDay(next.date, language)} ${shortTime(next.time)}`)}</Words>
        </strong>
      )}
    </span>
  );
  if (next === null) return <div className="choice">{where}</div>;
  return (
    <>
      <button
        type="button"
        className="choice"
        aria-disabled={busy || undefined}
        onClick={() => tell({ type: 'instead', site, time: next, key: newKey() })}
      >
        {where}
        <Icon name="forward" />
      </button>
      <button
        type="button"
        className="change"
        onClick={() => tell({ type: 'instead', site, time: null, key: newKey() })}
      >
        <Words>{t.enclosed.all}</Words>
        <span className="visually-hidden">（{name}）</span>
      </button>
    </>
  );
}
