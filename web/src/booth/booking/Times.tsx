import { Button as AriaButton } from 'react-aria-components';
import { shortDay } from '../../calendar/day';
import type { FreeTime, NotOpen } from '../../generated/protocol';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { closedFor, noticeWords } from '../screens/notice';
import { useBooth, useBoothState, useWords } from '../useBooth';
import type { Planning, Step } from './planning';
import { texts } from './texts';
import { earlier, further, inSight, type Loaded, later } from './times';
import { faultWords } from './words';

type AtTimes = Step & { readonly is: 'times' };

/** The free times, the earliest first. */
export function TimesScreen({ planning, step }: { readonly planning: Planning; readonly step: AtTimes }) {
  const booth = useBooth();
  const { info } = useBoothState();
  const words = useWords();
  const t = useText(texts);
  const { times, missed, fault, taking } = step;
  const isNone = times.is === 'there' && times.rows.length === 0;
  const how = times.is === 'there' && times.offered ? t.times.offered : t.times.how;
  const title = isNone ? t.times.none.title : t.times.title;
  const said = missed === null ? [] : [t.times.missed[missed]];
  const notice = info === null ? null : closedFor(info, planning.subject);
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        times.is === 'failed' && (
          <Button kind="primary" size="main" onPress={booth.plan.reload}>
            <Icon name="again" />
            <Words>{t.times.again}</Words>
          </Button>
        )
      }
    >
      <Heading aloud={[...said, isNone ? t.times.none[noneOf(times.none)] : how]}>{title}</Heading>
      {notice !== null && (
        <Notice kind="act" live="now">
          <p>
            {noticeWords(words, notice).map(({ words, lang }) => (
              <span key={words} lang={lang}>
                <Words>{words}</Words>{' '}
              </span>
            ))}
          </p>
        </Notice>
      )}
      {missed !== null && (
        <Notice kind="act" live="now">
          <Words>{t.times.missed[missed]}</Words>
        </Notice>
      )}
      {fault !== null && (
        <Notice kind="harm" live="now">
          <Words>{faultWords(t.faults, fault)}</Words>
        </Notice>
      )}
      {isNone ? (
        <None why={times.none} />
      ) : times.is === 'failed' ? (
        <Notice kind="harm" live="now">
          <Words>{t.times.failed}</Words>
        </Notice>
      ) : (
        <>
          <p role="status">
            <Words>{taking ? t.times.taking : times.is === 'loading' ? t.times.loading : how}</Words>
          </p>
          {times.is === 'there' && <List planning={planning} times={times} isDisabled={taking} />}
        </>
      )}
    </Screen>
  );
}

function List({
  planning,
  times,
  isDisabled,
}: {
  readonly planning: Planning;
  readonly times: Loaded;
  readonly isDisabled: boolean;
}) {
  const booth = useBooth();
  return (
    <>
      <ul className="times">
        {inSight(times).map((time) => (
          <li key={`${time.starts} ${time.site} ${time.title}`}>
            <AriaButton className="time" isDisabled={isDisabled} onPress={() => void booth.plan.take(time)}>
              <Row planning={planning} time={time} />
            </AriaButton>
          </li>
        ))}
      </ul>
      <Pager times={times} isDisabled={isDisabled} />
    </>
  );
}

function Row({ planning, time }: { readonly planning: Planning; readonly time: FreeTime }) {
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useText(texts);
  const { sites, counter } = planning.offer;
  const name = sites.find((one) => one.site === time.site)?.name ?? '';
  return (
    <>
      <span className="day">
        <Words>{shortDay(time.date, language)}</Words>
      </span>
      <span className="clock">{time.time}</span>
      <span className="where">
        <Icon name="place" />
        <Words>{counter ? name : time.site === info?.site ? t.times.here : t.times.near(name)}</Words>
      </span>
      {time.title !== null && <span className="title">{time.title}</span>}
    </>
  );
}

/** Pages, and leaps for whoever looks for another day. The places of the buttons never change. */
function Pager({ times, isDisabled }: { readonly times: Loaded; readonly isDisabled: boolean }) {
  const { plan } = useBooth();
  const t = useText(texts);
  if (times.offered)
    return (
      <div className="pager">
        <Button size="large" isDisabled={isDisabled} onPress={plan.reload}>
          <Words>{t.times.all}</Words>
        </Button>
      </div>
    );
  const isLate = times.first === 0 && times.from !== null;
  const steps = [
    {
      words: isLate ? t.times.earliest : t.times.previous,
      to: earlier(times),
      press: plan.earlier,
      icon: 'back',
    },
    { words: t.times.day, to: later(times, 'day'), press: () => plan.later('day'), icon: null },
    { words: t.times.week, to: later(times, 'week'), press: () => plan.later('week'), icon: null },
    { words: t.times.following, to: further(times), press: plan.further, icon: 'forward' },
  ] as const;
  return (
    <div className="pager">
      {steps.map(({ words, to, press, icon }) => (
        <Button key={words} size="large" isDisabled={isDisabled || to === null} onPress={press}>
          {icon === 'back' && <Icon name="back" />}
          <Words>{words}</Words>
          {icon === 'forward' && <Icon name="forward" />}
        </Button>
      ))}
    </div>
  );
}

function None({ why }: { readonly why: NotOpen | null }) {
  const { info } = useBoothState();
  const words = useWords();
  const t = useText(texts);
  return (
    <div className="message">
      <p className="lead">
        <Words>{t.times.none[noneOf(why)]}</Words>
      </p>
      <Telephone label={words.turnedAway.call(info?.ward_name ?? '')} />
    </div>
  );
}

/** What a resident needs to know of why there is nothing. */
function noneOf(why: NotOpen | null): 'closed' | 'full' | 'other' {
  switch (why) {
    case 'suspended':
    case 'closure':
    case 'holiday':
    case 'building':
    case 'office':
      return 'closed';
    case 'full':
    case 'booth':
      return 'full';
    default:
      return 'other';
  }
}
