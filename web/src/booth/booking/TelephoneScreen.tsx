import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { NumberPad } from '../form/Pad';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth } from '../useBooth';
import { Kept } from './Kept';
import type { Planning, Step } from './planning';
import { texts } from './texts';

/** A number for the case that the counter closes; nobody has to give one. */
export function TelephoneScreen({
  planning: { telephone },
  step: { held, wrong },
}: {
  readonly planning: Planning;
  readonly step: Step & { readonly is: 'telephone' };
}) {
  const booth = useBooth();
  const t = useText(texts);
  const { plan } = booth;
  return (
    <Screen
      onBack={() => booth.tell({ type: 'back' })}
      rail={
        <Button kind="primary" size="main" type="submit" form="telephone">
          <Words>{telephone.trim() === '' ? t.telephone.skip : t.telephone.next}</Words>
          <Icon name="forward" />
        </Button>
      }
    >
      <Kept held={held} />
      <Heading aloud={[t.telephone.how]}>{t.telephone.title}</Heading>
      <p id="telephone-how">
        <Words>{t.telephone.how}</Words>
      </p>
      <form
        id="telephone"
        className="telephone"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          plan.toCheck();
        }}
      >
        {wrong && (
          <p id="telephone-wrong" className="problem" role="alert">
            <Icon name="error" />
            <Words>{t.telephone.wrong}</Words>
          </p>
        )}
        <input
          className="line"
          aria-label={withoutRuby(t.telephone.label)}
          aria-describedby={wrong ? 'telephone-wrong telephone-how' : 'telephone-how'}
          aria-invalid={wrong}
          value={telephone}
          onChange={(event) => plan.type(event.target.value)}
          inputMode="none"
          autoComplete="off"
          maxLength={40}
        />
      </form>
      <NumberPad value={telephone} onChange={plan.type} />
    </Screen>
  );
}
