import { screeningText } from '../../features/screening/text';
import { questionOf } from '../../features/screening/walk';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Press, Said, Title } from '../parts';

/** 事前確認: one question, each answer a row that leads on. */
export function Questions() {
  const { book, tell, language, said } = useBook();
  const t = screeningText[language];
  const { walk } = book;
  if (walk === null) return null;
  const asking = questionOf(walk);
  const { is } = walk.now;
  const failed = is === 'failed' && (
    <Notice kind="act" live="now" icon="offline">
      <p>
        <Words>{t.failed}</Words>
      </p>
      <Press icon="again" onPress={() => tell({ type: 'screen-again' })}>
        {t.again}
      </Press>
    </Notice>
  );
  if (asking === null) {
    return (
      <>
        <Title>{t.asking}</Title>
        <Said />
        {failed}
      </>
    );
  }
  const { question, left, renewed } = asking;
  const chosen = walk.earlier[question.id];
  return (
    <>
      <p className="left">
        <Words>{t.left(left)}</Words>
      </p>
      <Title key={question.id}>{said(question.ask)}</Title>
      <Said />
      {failed}
      {renewed && (
        <Notice kind="act" live="polite">
          <Words>{t.renewed}</Words>
        </Notice>
      )}
      {question.help !== null && (
        <p>
          <Words>{said(question.help)}</Words>
        </p>
      )}
      <div className="choices">
        {question.kind.type === 'choice' &&
          question.kind.choices.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              className="choice"
              data-chosen={chosen === id || undefined}
              aria-disabled={is !== 'ask' || undefined}
              onClick={() => tell({ type: 'answer', choice: id })}
            >
              <span className="row-words">
                <strong>
                  <Words>{said(label)}</Words>
                </strong>
                {chosen === id && <Words>{t.chosen}</Words>}
              </span>
              <Icon name="forward" />
            </button>
          ))}
      </div>
      <p role="status">{is === 'waiting' && <Words>{t.asking}</Words>}</p>
      <p className="quiet">
        <Words>{t.kept}</Words>
      </p>
    </>
  );
}
