import type { Prospect, Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { BookLater } from '../booking/BookLater';
import { Heading } from '../frame/Heading';
import { Screen } from '../frame/Screen';
import { Telephone } from '../frame/Telephone';
import { PrintSlip } from '../slip/PrintSlip';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { About } from './About';
import { closedFor, noticeWords, readable, type Sentence } from './notice';

/** A ticket would lead nowhere, which is said before anybody takes one. Goes by itself once it would not. */
export function NotNow({
  subject,
  prospect,
}: {
  readonly subject: Subject;
  readonly prospect: Exclude<Prospect, { is: 'open' }>;
}) {
  const booth = useBooth();
  const { info } = useBoothState();
  const { language } = useLanguage();
  const t = useWords();
  const book = booth.booking(subject);
  const opensAt = 'opens_at' in prospect ? prospect.opens_at : null;
  const notice = prospect.is === 'closed' && info !== null ? closedFor(info, subject) : null;
  const sentences: Sentence[] = [
    ...(notice === null ? [] : noticeWords(t, { ...notice, opens_at: null })),
    ...(opensAt === null ? [] : [{ words: t.prospect.opens(new Date(opensAt)) }]),
    { words: t.prospect.why[prospect.is] },
  ];
  return (
    <Screen
      rail={
        <>
          <Button
            kind={book === null ? 'primary' : 'plain'}
            size="main"
            onPress={() => booth.tell({ type: 'back' })}
          >
            <Words>{t.prospect.other}</Words>
          </Button>
          <BookLater book={book} kind="primary" />
        </>
      }
    >
      <div className="message">
        <Heading aloud={readable(sentences, language)}>{t.prospect.title[prospect.is]}</Heading>
        <About subject={subject} />
        {sentences.map(({ words, lang }) => (
          <p key={words} className="lead" lang={lang}>
            <Words>{words}</Words>
          </p>
        ))}
        <p className="nearest">
          <Icon name="info" />
          <Words>{t.prospect.silent}</Words>
        </p>
        <div className="keep">
          <Telephone label={t.turnedAway.call(info?.ward_name ?? '')} />
          <PrintSlip sentences={sentences.map(({ words }) => words)} />
        </div>
      </div>
    </Screen>
  );
}
