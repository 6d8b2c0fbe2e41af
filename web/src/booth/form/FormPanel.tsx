import { useCallback, useState } from 'react';
import type { Form } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import { entries } from '../../features/panel/writer';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { useBooth, useWord, useWords } from '../useBooth';
import { Check, type Page } from './Check';
import { Helped } from './Helped';
import { Question } from './Question';
import { Receipt } from './Receipt';
import { answerOf, labelOf } from './words';

/** The form's middle and the buttons that belong on the rail under it. */
export function useFormPanel(form: Form | null) {
  const booth = useBooth();
  const t = useWords();
  const [paged, setPage] = useState<Page>({ of: 'answers', now: 0, pages: 1 });
  const onPage = useCallback((page: Page) => setPage(page), []);
  if (form === null) return null;
  const { place, writer } = form;
  const [proposal] = writer.sheet.proposals;
  const act = (formed: filling.Formed) => booth.formed(formed);

  if (place.at === 'receipt')
    return { middle: <Receipt form={form} place={place} />, rail: null, onBack: undefined };
  if (place.at === 'check') {
    const { state } = place.submission;
    const sending = state === 'sending';
    const of = place.errors.length > 0 ? 'errors' : 'answers';
    const page: Page = paged.of === of ? paged : { of, now: 0, pages: 1 };
    // Every page is passed once before the first try; after it the resident has seen them all.
    const more = page.now + 1 < page.pages && (of === 'errors' || state === 'none' || state === 'renewed');
    return {
      middle: (
        <>
          <Helped form={form} />
          <Check form={form} place={place} page={page.now} onPage={onPage} />
          <ProposalCard form={form} />
        </>
      ),
      onBack: sending
        ? undefined
        : page.now > 0
          ? () => setPage({ ...page, now: page.now - 1 })
          : () => act(filling.back(form)),
      rail: sending ? (
        <p className="sending" role="status">
          <Words>{t.form.check.sending}</Words>
        </p>
      ) : (
        <Button
          kind="primary"
          size="main"
          onPress={() => (more ? setPage({ ...page, now: page.now + 1 }) : void booth.submit())}
        >
          <Words>{more ? t.form.check.following : t.form.check.submit}</Words>
          {more && <span>{t.form.check.page(page.now + 1, page.pages)}</span>}
        </Button>
      ),
    };
  }
  const isRepeat = form.rules.field(place.asked.path)?.kind.type === 'repeat';
  const first = filling.back(form).form === form;
  return {
    middle: (
      <>
        <Helped form={form} />
        <Question key={place.asked.path} form={form} place={place} proposed={proposal?.path ?? null} />
        <ProposalCard form={form} />
      </>
    ),
    onBack: () => (first ? booth.showForm(false) : act(filling.back(form))),
    rail: (
      <Button kind="primary" size="main" onPress={() => act(filling.next(form))}>
        <Words>{isRepeat ? t.form.entries.all(entries(writer, place.asked.path)) : t.rail.next}</Words>
        <Icon name="forward" />
      </Button>
    ),
  };
}

/** What staff suggest, dashed, until the resident says yes or no. */
function ProposalCard({ form }: { readonly form: Form }) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const [proposal] = form.writer.sheet.proposals;
  // The live region stands before there is anything to say: only what changes inside it is announced.
  if (proposal === undefined) return <div aria-live="polite" />;
  const { id, path, value } = proposal;
  return (
    <div aria-live="polite">
      <section className="proposal">
        <h2>
          <Words>{t.form.proposal.title}</Words>
        </h2>
        <p>
          <Words>{labelOf(form.rules, path, word)}</Words>
        </p>
        <p className="value">
          <Words>{answerOf(form.rules, path, value, word, t)}</Words>
        </p>
        <div className="acts">
          <Button size="main" onPress={() => booth.formed(filling.settle(form, id, false))}>
            <Words>{t.form.proposal.decline}</Words>
          </Button>
          <Button size="main" kind="primary" onPress={() => booth.formed(filling.settle(form, id, true))}>
            <Words>{t.form.proposal.accept}</Words>
          </Button>
        </div>
      </section>
    </div>
  );
}
