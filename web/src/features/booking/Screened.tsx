import { usualDates } from '../../calendar/dates';
import type { PlaceToBook } from '../../generated/protocol';
import { inLanguage } from '../../i18n/in-language';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Radios } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Badge } from '../screening/Badge';
import { nearestOf, reasonsOf } from '../screening/verdict';
import type { Walk } from '../screening/walk';
import { answeredOf, decided, questionOf } from '../screening/walk';
import { mayList, type Taking, type TakingClient } from './booking';
import { plainText } from './readback';
import { screenedText } from './screened-text';

/** 事前確認 for somebody who calls: what to ask them, and what comes of it. */
export function Screened({
  client,
  taking,
  walk,
}: {
  readonly client: TakingClient;
  readonly taking: Taking;
  readonly walk: Walk;
}) {
  const text = useText(screenedText);
  const { language } = useLanguage();
  const asking = questionOf(walk);
  const answered = answeredOf(walk);
  return (
    <section className="screened" aria-labelledby="screened">
      <h3 id="screened">{text.title}</h3>
      {answered.length > 0 && (
        <ul>
          {answered.map(({ question, ask, words }) => (
            <li key={question}>
              <span className="quiet">{plainText(ask, language)}</span>{' '}
              <strong>{plainText(words, language)}</strong>
            </li>
          ))}
        </ul>
      )}
      {asking !== null && asking.question.kind.type === 'choice' && (
        <Radios
          key={asking.question.id}
          label={plainText(asking.question.ask, language)}
          value={null}
          options={asking.question.kind.choices.map(({ id, label }) => ({
            key: id,
            words: plainText(label, language),
            isDisabled: walk.now.is !== 'ask',
          }))}
          onChange={client.screening.choose}
        />
      )}
      <div role="status">
        {walk.now.is === 'waiting' && <p className="quiet">{text.asking}</p>}
        <Outcome client={client} taking={taking} walk={walk} />
      </div>
      {walk.now.is === 'failed' && (
        <Notice kind="harm" live="now">
          {text.failed} <Button onPress={client.screening.again}>{text.again}</Button>
        </Notice>
      )}
      {answered.length > 0 && (
        <Button onPress={client.correct}>
          <Icon name="undo" />
          {text.correct}
        </Button>
      )}
    </section>
  );
}

function Outcome({
  client,
  taking,
  walk,
}: {
  readonly client: TakingClient;
  readonly taking: Taking;
  readonly walk: Walk;
}) {
  const text = useText(screenedText);
  const { language } = useLanguage();
  const guidance = decided(walk);
  if (guidance === null) return null;
  const { verdict } = guidance.decision;
  const { office, bring, counter, right_to_apply } = guidance;
  const { overrules } = taking;
  const open = mayList({ ...taking, overrules: false });
  const rooms = verdict === 'enclosed-booth' ? nearestOf(guidance) : [];
  return (
    <div className="outcome" data-verdict={open ? 'on' : 'elsewhere'}>
      <Badge screened={{ verdict, disagrees: false }} />
      {reasonsOf(guidance, language).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {bring !== null && inLanguage(bring, language) !== '' && (
        <p>{text.bring(plainText(bring, language))}</p>
      )}
      {office !== null && <p>{text.office(office.ward_name, office.telephone)}</p>}
      {rooms.map(({ site, site_name: name }) => (
        <Button key={site} onPress={() => client.enter({ site })}>
          <Icon name="place" />
          {text.room(name)}
        </Button>
      ))}
      {counter !== null && !open && <Counter client={client} counter={counter} />}
      {right_to_apply && <p>{text.walkIn}</p>}
      {!open && !overrules && <Button onPress={client.overrule}>{text.overrule}</Button>}
      {!open && overrules && <Notice kind="act">{text.overruled}</Notice>}
    </div>
  );
}

/** 来庁: the next time at the ward office's counter, held with one press. */
function Counter({ client, counter }: { readonly client: TakingClient; readonly counter: PlaceToBook }) {
  const text = useText(screenedText);
  const { language } = useLanguage();
  const { site, site_name: name, next } = counter;
  if (next === null) return <p>{text.counterNone(name)}</p>;
  const when = `${usualDates(language).short(next.date)} ${next.time}`;
  return (
    <>
      <Button kind="primary" onPress={() => void client.chooseAt(next)}>
        <Icon name="place" />
        {text.counter(name, when)}
      </Button>
      <Button onPress={() => client.enter({ site })}>{text.counterOther}</Button>
    </>
  );
}
