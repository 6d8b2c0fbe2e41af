import { useEffect } from 'react';
import type { Form, Place, Submission } from '../../features/form/machine';
import * as filling from '../../features/form/machine';
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

/** Every answer before it is sent and what follows from them, a page at a time; what is wrong comes first. */
export function Check({
  form,
  place,
  page,
  onPage,
}: {
  readonly form: Form;
  readonly place: Place & { at: 'check' };
  readonly page: number;
  readonly onPage: (page: number, of: number) => void;
}) {
  const booth = useBooth();
  const { visit } = useBoothState();
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
  useEffect(() => onPage(now, pages), [onPage, now, pages]);
  const open = (path: string) => booth.formed(filling.open(form, path));
  return (
    <div className="check-page">
      <Heading aloud={[t.form.check.how]} onRequest={visit.at === 'call'}>
        {t.form.check.title}
      </Heading>
      {place.errors.length > 0 && (
        <div className="summary" role="alert">
          <h2>
            <Icon name="error" />
            <Words>{t.form.check.errors(place.errors.length)}</Words>
          </h2>
          <ul>
            {place.errors.slice(0, 3).map((error) => (
              <li key={error.path}>
                <Button size="large" kind="harm" onPress={() => open(error.path)}>
                  <Words>{`${labelOf(rules, error.path, word)}：${word(error.message)}`}</Words>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Outcome submission={place.submission} />
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
    </div>
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
  if (submission.state === 'renewed') {
    return (
      <Notice kind="act" live="now">
        <Words>{t.form.check.renewed}</Words>
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
