import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { isDate, usualDates } from '../../calendar/dates';
import { useDates } from '../../calendar/era';
import { useLanguage, useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choice, TextField } from '../../ui/Field';
import { FormActs } from '../../ui/FormActs';
import { Icon } from '../../ui/Icon';
import { askingText, PHRASES } from './asking-text';
import { append, type CorrectionDraft, choose, type DraftFaults, faultsOf, write } from './correction';
import { labelOf, partsOf } from './lines';
import { News } from './News';
import type { ReviewProps } from './ReviewPage';

/** 補正を求める: which fields, in plain words, until when, and how the applicant will read it. */
export function CorrectionDialog({ review, tell, today }: ReviewProps) {
  const { correction: text } = useText(askingText);
  const { language } = useLanguage();
  const dates = useDates();
  const { application, definition, draft, tried } = review;
  const form = useRef<HTMLFormElement>(null);
  const [sent, setSent] = useState(0);
  // Each time that it cannot be sent, the focus goes to the first thing that can mend it.
  useEffect(() => {
    if (sent > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [sent]);
  if (draft === null) return null;
  const faults = tried ? faultsOf(draft, today) : null;
  const set = (draft: CorrectionDraft) => tell({ type: 'write', draft });
  const label = (path: string) => labelOf(definition, path, language);
  const chosen = draft.lines.map(({ path }) => path);
  const others = partsOf(definition, application, language)
    .flatMap(({ rows }) => rows)
    .filter(({ path }) => !chosen.includes(path))
    .map(({ path, label }) => ({ key: path, words: label }));
  const close = () => tell({ type: 'ask', what: null, today });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    tell({ type: 'send', today });
    setSent(sent + 1);
  };
  return (
    <Dialog title={text.title} onClose={close}>
      <form ref={form} className="asking" noValidate onSubmit={submit}>
        <p>{text.lead}</p>
        <h3>{text.fields}</h3>
        {draft.lines.map(({ path, words }) => (
          <Reason
            key={path}
            name={label(path)}
            words={words}
            fault={faults?.lines[path]}
            onWrite={(next) => set(write(draft, path, next))}
            onPhrase={(phrase) => set(append(draft, path, phrase))}
            onRemove={() => set(choose(draft, path, false))}
          />
        ))}
        <Choice
          label={text.choose}
          placeholder={text.placeholder}
          options={others}
          value={null}
          onChange={(path) => set(choose(draft, path, true))}
          problem={faults?.none ? text.none : undefined}
        />
        <TextField
          label={text.until}
          help={isDate(draft.until) ? dates.long(draft.until) : undefined}
          type="date"
          value={draft.until}
          onChange={(until) => set({ ...draft, until })}
          problem={faults?.until ? text.untilFaults[faults.until] : undefined}
        />
        <Preview definition={review.definition} draft={draft} />
        <News review={review} tell={tell} />
        <FormActs
          cancel={text.cancel}
          submit={text.send}
          isDisabled={review.doing !== null}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}

function Reason({
  name,
  words,
  fault,
  onWrite,
  onPhrase,
  onRemove,
}: {
  readonly name: string;
  readonly words: string;
  readonly fault: DraftFaults['lines'][string] | undefined;
  readonly onWrite: (words: string) => void;
  readonly onPhrase: (phrase: string) => void;
  readonly onRemove: () => void;
}) {
  const { correction: text } = useText(askingText);
  return (
    <div className="reason">
      <TextField
        label={text.words(name)}
        help={text.wordsHelp}
        rows={2}
        lang="ja"
        value={words}
        onChange={onWrite}
        problem={fault === undefined ? undefined : text.faults[fault]}
      />
      <ul className="phrases" aria-label={text.phrases(name)} lang="ja">
        {PHRASES.map((phrase) => (
          <li key={phrase}>
            <Button onPress={() => onPhrase(phrase)}>{phrase}</Button>
          </li>
        ))}
      </ul>
      <Button aria-label={text.remove(name)} onPress={onRemove}>
        <Icon name="remove" />
        {text.removeShort}
      </Button>
    </div>
  );
}

/** As it stands on the applicant's phone, which is Japanese. */
function Preview({
  definition,
  draft,
}: {
  readonly definition: ReviewProps['review']['definition'];
  readonly draft: CorrectionDraft;
}) {
  const { correction: text } = useText(askingText);
  return (
    <section className="preview" aria-label={text.preview}>
      <p className="quiet">{text.preview}</p>
      <div lang="ja" className="paper">
        <h4>{text.previewTitle}</h4>
        {isDate(draft.until) && <p>{text.previewUntil(usualDates('ja').long(draft.until))}</p>}
        <ul>
          {draft.lines.map(({ path, words }) => (
            <li key={path}>
              <strong>{labelOf(definition, path, 'ja')}</strong>
              <span>{words}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
