import { newKey } from '../../http/key';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Fact, Press, Title } from '../parts';
import { Hindrance, useApplying } from './ApplicationPage';
import { answerIn, askOf } from './words';

/** この内容で送りますか: every answer once more, each with its way back. */
export function Check() {
  const { applicant, tell, t, text, language, how } = useApplying();
  const { fixing } = applicant;
  if (fixing === null) return null;
  const { form, asked, typed } = fixing;
  const busy = how?.is === 'running';
  return (
    <>
      <Title>{t.check.title}</Title>
      <Hindrance />
      <p>
        <Words>{t.check.lead}</Words>
      </p>
      <dl className="facts">
        {asked.map(({ path }, index) => {
          const name = askOf(form, path, language, t);
          const words = typed[path] ?? '';
          const value = form.normalise(path, words, fixing.declared.includes(path)).value ?? words;
          return (
            <Fact key={path} name={name}>
              <span className="answer">
                <Words>{value === '' ? t.check.empty : answerIn(form, path, value, language, t)}</Words>
              </span>
              <button type="button" className="change" onClick={() => tell({ type: 'change', index })}>
                <Words>{t.check.change(withoutRuby(name))}</Words>
              </button>
            </Fact>
          );
        })}
      </dl>
      <Press kind="primary" busy={busy} onPress={() => tell({ type: 'send', key: newKey() })}>
        {busy ? text.busy : t.check.send}
      </Press>
    </>
  );
}
