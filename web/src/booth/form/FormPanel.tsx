import { useCallback, useState } from 'react';
import type { Form } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import { entries } from '../../features/panel/writer';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Ruby } from '../../ui/Ruby';
import { Heading } from '../frame/Heading';
import { useBooth, useWord, useWords } from '../useBooth';
import { Check } from './Check';
import { Question } from './Question';
import { answerOf, labelOf } from './words';

/** The form's middle and the buttons that belong on the rail under it. */
export function useFormPanel(form: Form | null) {
  const booth = useBooth();
  const t = useWords();
  const [page, setPage] = useState({ now: 0, of: 1 });
  const onPage = useCallback((now: number, of: number) => setPage({ now, of }), []);
  if (form === null) return null;
  const { place, writer } = form;
  const [proposal] = writer.sheet.proposals;
  const act = (formed: filling.Formed) => booth.formed(formed);

  if (place.at === 'receipt')
    return { middle: <Receipt number={place.number} />, rail: null, onBack: undefined };
  if (place.at === 'check') {
    const more = page.now + 1 < page.of;
    const sending = place.submission.state === 'sending';
    return {
      middle: (
        <>
          <Check form={form} place={place} page={page.now} onPage={onPage} />
          {proposal !== undefined && <ProposalCard form={form} />}
        </>
      ),
      onBack: sending
        ? undefined
        : page.now > 0
          ? () => setPage({ ...page, now: page.now - 1 })
          : () => act(filling.back(form)),
      rail: sending ? (
        <p className="sending" role="status">
          <Ruby>{t.form.check.sending}</Ruby>
        </p>
      ) : (
        <Button
          kind="primary"
          size="main"
          onPress={() => (more ? setPage({ ...page, now: page.now + 1 }) : void booth.submit())}
        >
          <span>
            <Ruby>{more ? t.form.check.following : t.form.check.submit}</Ruby>
          </span>
          {more && <span>{t.form.check.page(page.now + 1, page.of)}</span>}
        </Button>
      ),
    };
  }
  const isRepeat = form.rules.field(place.asked.path)?.kind.type === 'repeat';
  const first = filling.back(form).form === form;
  return {
    middle: (
      <>
        <Question key={place.asked.path} form={form} place={place} pad={proposal === undefined} />
        {proposal !== undefined && <ProposalCard form={form} />}
      </>
    ),
    onBack: () => (first ? booth.showForm(false) : act(filling.back(form))),
    rail: (
      <Button kind="primary" size="main" onPress={() => act(filling.next(form))}>
        <span>
          <Ruby>{isRepeat ? t.form.entries.all(entries(writer, place.asked.path)) : t.rail.next}</Ruby>
        </span>
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
  if (proposal === undefined) return null;
  const { id, path, value } = proposal;
  return (
    <section className="proposal" aria-live="polite">
      <h2>
        <Ruby>{t.form.proposal.title}</Ruby>
      </h2>
      <p>
        <Ruby>{labelOf(form.rules, path, word, t)}</Ruby>
      </p>
      <p className="value">
        <Ruby>{answerOf(form.rules, path, value, word, t)}</Ruby>
      </p>
      <div className="acts">
        <Button size="main" onPress={() => booth.formed(filling.settle(form, id, false))}>
          <span>
            <Ruby>{t.form.proposal.decline}</Ruby>
          </span>
        </Button>
        <Button size="main" kind="primary" onPress={() => booth.formed(filling.settle(form, id, true))}>
          <span>
            <Ruby>{t.form.proposal.accept}</Ruby>
          </span>
        </Button>
      </div>
    </section>
  );
}

function Receipt({ number }: { readonly number: string }) {
  const t = useWords();
  return (
    <div className="receipt">
      <Icon name="done" />
      <Heading>{t.form.receipt.title}</Heading>
      <dl className="plate">
        <dt>
          <Ruby>{t.form.receipt.number}</Ruby>
        </dt>
        <dd>{number}</dd>
      </dl>
      <p>
        <Ruby>{t.form.receipt.how}</Ruby>
      </p>
    </div>
  );
}
