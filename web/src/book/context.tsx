import { createContext, type ReactNode, useContext } from 'react';
import type { Bookable, Language, Words } from '../generated/protocol';
import { inLanguage } from '../i18n/in-language';
import { useStore } from '../store/useStore';
import type { ApplicantPhone } from './application/applicant-controller';
import type { Event } from './book';
import type { Controller } from './controller';
import type { PhoneGuide } from './guide/phone-guide';
import type { Book } from './state';
import { type BookText, bookText } from './text';

interface Shared {
  readonly book: Book;
  readonly tell: (event: Event) => void;
  readonly newKey: () => string;
  readonly text: BookText;
  readonly language: Language;
  readonly bookable: Bookable | null;
  readonly guiding: PhoneGuide;
  readonly applying: ApplicantPhone;
  /** A text of the city's in the face's language. */
  readonly said: (words: Words) => string;
}

const Context = createContext<Shared | null>(null);

export function BookProvider({
  controller,
  guiding,
  applying,
  children,
}: {
  readonly controller: Controller;
  readonly guiding: PhoneGuide;
  readonly applying: ApplicantPhone;
  readonly children: ReactNode;
}) {
  const book = useStore(controller);
  const { language, facts } = book;
  const shared: Shared = {
    book,
    tell: controller.tell,
    newKey: controller.newKey,
    text: bookText[language],
    language,
    bookable: facts.is === 'loaded' ? facts.bookable : null,
    guiding,
    applying,
    said: (words) => inLanguage(words, language),
  };
  return <Context value={shared}>{children}</Context>;
}

export function useBook(): Shared {
  const shared = useContext(Context);
  if (shared === null) throw new Error('useBook needs a BookProvider above it');
  return shared;
}
