import { useEffect, useState } from 'react';
import type { Language } from '../../generated/protocol';
import { languageNames, languageTag, useLanguage } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { ToggleButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useAloud, useCanRead } from '../aloud/useAloud';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { sizes, useSettings } from './settings';

/** Place, time, and what everybody must be able to set at any moment. */
export function TopBar() {
  const { info } = useBoothState();
  const t = useWords();
  return (
    <header className="top">
      <p className="place">
        <Icon name="place" />
        {info?.site_name ?? withoutRuby(t.service)}
        <Time />
      </p>
      <fieldset className="settings" aria-label={withoutRuby(t.bar.settings)}>
        <Languages />
        <Sizes />
        <Contrast />
        <ReadAloud />
      </fieldset>
    </header>
  );
}

export function Languages() {
  const booth = useBooth();
  const { language, setLanguage } = useLanguage();
  const t = useWords();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{t.bar.language}</legend>
      {(Object.keys(languageNames) as Language[]).map((key) => (
        <ToggleButton
          key={key}
          isSelected={key === language}
          onChange={() => {
            booth.speak(key);
            setLanguage(key);
          }}
        >
          <span lang={languageTag(key)}>{languageNames[key]}</span>
        </ToggleButton>
      ))}
    </fieldset>
  );
}

function Sizes() {
  const { size, setSize } = useSettings();
  const t = useWords();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{t.bar.size}</legend>
      <Icon name="textSize" />
      {sizes.map((key) => (
        <ToggleButton key={key} isSelected={key === size} onChange={() => setSize(key)}>
          <Words>{t.bar.sizes[key]}</Words>
        </ToggleButton>
      ))}
    </fieldset>
  );
}

function Contrast() {
  const { dark, setDark } = useSettings();
  const t = useWords();
  return (
    <ToggleButton isSelected={dark} onChange={setDark}>
      <Icon name="contrast" />
      <Words>{t.bar.contrast}</Words>
    </ToggleButton>
  );
}

function ReadAloud() {
  const aloud = useAloud();
  const { on } = useStore(aloud);
  const t = useWords();
  if (!useCanRead()) return null;
  return (
    <ToggleButton isSelected={on} onChange={aloud.turn}>
      <Icon name="speaker" />
      <Words>{t.bar.aloud}</Words>
    </ToggleButton>
  );
}

function Time() {
  const { language } = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const words = now.toLocaleTimeString(language === 'en' ? 'en-GB' : 'ja-JP', {
    hour: 'numeric',
    minute: '2-digit',
  });
  return <time dateTime={words}>{words}</time>;
}
