import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useBooth } from '../useBooth';
import './hearing.css';
import { hearingText } from './text';

/** 聞き方 beside the officer: each way with what to do for it. */
export function HearingPanel() {
  const t = useText(hearingText);
  const { ways } = useStore(useBooth().hearing);
  return (
    <section className="hearing">
      <Heading aloud={[t.how, ...ways.flatMap((way) => [t.way[way], t.about[way]])]} onRequest>
        {t.name}
      </Heading>
      <p>
        <Words>{t.how}</Words>
      </p>
      <HearingWays explained />
    </section>
  );
}

/** The ways alone, for a screen that is covered. */
export function HearingWays({ explained = false }: { readonly explained?: boolean }) {
  const t = useText(hearingText);
  const { hearing } = useBooth();
  const { way: taken, ways } = useStore(hearing);
  return (
    <fieldset className="ways" aria-label={withoutRuby(t.name)} data-explained={explained || undefined}>
      {ways.map((way) => (
        <ToggleButton key={way} size="large" isSelected={way === taken} onChange={() => hearing.take(way)}>
          {way === taken && <Icon name="done" />}
          <span>
            <Words>{t.way[way]}</Words>
            {explained && (
              <span className="what-to-do">
                <Words>{t.about[way]}</Words>
              </span>
            )}
          </span>
        </ToggleButton>
      ))}
    </fieldset>
  );
}
