import { Button as AriaButton } from 'react-aria-components';
import { useLanguage } from '../../i18n/language';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { isDiscreet, nameOf } from '../visit';

/** くらしの困りごと: what no tile names, in letters for whoever stands right here. */
export function Discreet() {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  return (
    <Screen onBack={() => booth.tell({ type: 'back' })}>
      <Heading aloud={[t.discreet.how]}>{t.discreet.title}</Heading>
      <p>
        <Words>{t.discreet.how}</Words>
      </p>
      <ul className="discreet">
        {(info?.subjects ?? []).filter(isDiscreet).map((subject) => (
          <li key={subject.id}>
            <AriaButton className="reply" onPress={() => booth.tell({ type: 'choose', subject })}>
              <Words>{nameOf(subject, language)}</Words>
            </AriaButton>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
