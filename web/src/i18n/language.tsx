import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../generated/protocol';
import type { Catalogue } from './catalogue';
import { languageTag } from './names';

export { languageNames, languageTag } from './names';

interface Chosen {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<Chosen | null>(null);

/** Holds the face's language, and keeps the document's `lang` in step. Nothing is stored. */
export function LanguageProvider({
  initial = 'ja',
  children,
}: {
  readonly initial?: Language;
  readonly children: ReactNode;
}) {
  const [language, setLanguage] = useState<Language>(initial);
  useEffect(() => {
    document.documentElement.lang = languageTag(language);
  }, [language]);
  const chosen = useMemo(() => ({ language, setLanguage }), [language]);
  return (
    <LanguageContext value={chosen}>
      <I18nProvider locale={language === 'en' ? 'en-GB' : 'ja-JP'}>{children}</I18nProvider>
    </LanguageContext>
  );
}

/** The face's language and its switch. */
export function useLanguage(): Chosen {
  const chosen = useContext(LanguageContext);
  if (chosen === null) throw new Error('useLanguage needs a LanguageProvider above it');
  return chosen;
}

/** One feature's texts in the face's language. */
export function useText<T>(texts: Catalogue<T>): Catalogue<T>[Language] {
  return texts[useLanguage().language];
}
