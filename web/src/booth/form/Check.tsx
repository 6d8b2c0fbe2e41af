import { useEffect, useId, useRef } from 'react';
import type { Form, Place, Submission } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
import type { FieldError } from '../../generated/forms';
import type { Code } from '../../generated/protocol';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useRowsThatFit } from '../frame/rows';
import { useBooth, useBoothState, useWord, useWords } from '../useBooth';
import { answerOf, labelOf } from './words';

interface Row {
  readonly path: string;
  readonly isPrivate: boolean;
  /** It follows from answers, and is not changed itself. */
  readonly isComputed: boolean;
}

/** A page of what the check shows: of what is wrong, or of every answer. */
export interface Page {
  readonly of: 'errors' | 'answers';
  readonly now: number;
  readonly pages: number;
}

interface Paged {
  readonly page: number;
  readonly onPage: (page: Page) => void;
}

/** Every answer before it is sent and what follows from them, a page at a time; or what of them is wrong. */
export function Check({
  form,
  place,
  ...paged
}: Paged & {
  readonly form: Form;
  readonly place: Place & { at: 'check' };
}) {
  const booth = useBooth();
  const { visit } = useBoothState();
  const t = useWords();
  const word = useWord();
  const last = form.past.at(-1);
  const undo = last === undefined ? null : t.form.undo.of(labelOf(form.rules, last.path, word));
  return (
    <div className="check-page">
      <Heading aloud={[t.form.check.how]} onRequest={visit.at === 'call'}>
        {t.form.check.title}
      </Heading>
      <Outcome submission={place.submission} />
      {place.errors.length > 0 ? (
        <Summary form={form} errors={place.errors} {...paged} />
      ) : (
        <AnswersList form={form} {...paged} />
      )}
      {undo !== null && (
        <div className="undo">
          <Button size="large" onPress={() => booth.formed(filling.undo(form))}>
            <Icon name="undo" />
            <Words>{undo}</Words>
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is wrong, in the words that stand at the field, each a way to it. It takes the focus when it comes. */
function Summary({ form, errors, page, onPage }: Paged & { form: Form; errors: readonly FieldError[] }) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const id = useId();
  const summary = useRef<HTMLElement>(null);
  // Each refusal is a new list.
  useEffect(() => {
    if (errors.length > 0) summary.current?.focus({ preventScroll: true });
  }, [errors]);
  const { list, perPage } = useRowsThatFit<HTMLUListElement>();
  const pages = Math.max(1, Math.ceil(errors.length / perPage));
  const now = Math.min(page, pages - 1);
  useEffect(() => onPage({ of: 'errors', now, pages }), [onPage, now, pages]);
  return (
    <section className="summary" ref={summary} tabIndex={-1} aria-labelledby={id}>
      <h2 id={id}>
        <Icon name="error" />
        <Words>{t.form.check.errors(errors.length)}</Words>
      </h2>
      <ul ref={list}>
        {errors.slice(now * perPage, (now + 1) * perPage).map((error) => (
          <li key={error.path}>
            <Button size="large" kind="harm" onPress={() => booth.formed(filling.open(form, error.path))}>
              <span>
                <strong>
                  <Words>{labelOf(form.rules, error.path, word)}</Words>
                </strong>
                <span className="message">
                  <Words>{word(error.message)}</Words>
                </span>
              </span>
              <Icon name="forward" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswersList({ form, page, onPage }: Paged & { readonly form: Form }) {
  const booth = useBooth();
  const t = useWords();
  const word = useWord();
  const { rules, writer } = form;
  const computed = rules.computed(writer.values);
  const rows: readonly Row[] = [
    ...rules
      .fields(writer.values)
      .map(({ path, private: isPrivate }) => ({ path, isPrivate, isComputed: false })),
    ...Object.keys(computed).map((path) => ({
      path,
      isPrivate: rules.access(path) === 'private',
      isComputed: true,
    })),
  ];
  const { list, perPage } = useRowsThatFit<HTMLDListElement>();
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const now = Math.min(page, pages - 1);
  useEffect(() => onPage({ of: 'answers', now, pages }), [onPage, now, pages]);
  const open = (path: string) => booth.formed(filling.open(form, path));
  return (
    <dl className="answers" ref={list}>
      {rows.slice(now * perPage, (now + 1) * perPage).map(({ path, isPrivate, isComputed }) => {
        const value = isComputed ? computed[path] : writer.values[path];
        const label = labelOf(rules, path, word);
        return (
          <div key={path} data-highlighted={writer.highlight === path || undefined}>
            <dt>
              <Words>{label}</Words>
              {isPrivate && <Icon name="lock" />}
            </dt>
            <dd>
              <Words>
                {value === undefined ? t.form.check.unanswered : answerOf(rules, path, value, word, t)}
              </Words>
            </dd>
            {!isComputed && (
              <dd>
                <Button size="large" onPress={() => open(path)}>
                  <span>
                    <Words>{t.form.check.change}</Words>
                    <span className="visually-hidden">
                      <Words>{`：${label}`}</Words>
                    </span>
                  </span>
                </Button>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

function Outcome({ submission }: { readonly submission: Submission }) {
  const t = useWords();
  if (submission.state === 'failed' && submission.code !== 'invalid-form') {
    const words = t.form.failed[reasonOf(submission.code)];
    return (
      <Notice kind="harm" live="now">
        <Words>{words}</Words>
      </Notice>
    );
  }
  if (submission.state === 'aligning' || submission.state === 'renewed') {
    return (
      <Notice kind="act" live="now">
        <Words>{t.form.check[submission.state]}</Words>
      </Notice>
    );
  }
  return null;
}

/** What a failed try is told as. `null`: nobody knows whether it arrived. */
function reasonOf(code: Code | null): 'line' | 'identity' | 'gone' | 'applied' | 'server' {
  switch (code) {
    case null:
      return 'line';
    case 'identity-needed':
      return 'identity';
    case 'already-applied':
      return 'applied';
    case 'gone':
    case 'wrong-state':
    case 'not-found':
    case 'forbidden':
      return 'gone';
    default:
      return 'server';
  }
}
