import { guideText } from '../../features/guide/text';
import { useStore } from '../../store/useStore';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Fact, Hitch, Press, Title, TypedLine } from '../parts';
import './application.css';
import { AskedField } from './AskedField';
import { Check } from './Check';
import { State } from './State';
import { applicantText } from './text';

/** 申請の状態を見る・直す: the code, how it stands, and what was asked one field a page. */
export function ApplicationPage() {
  const { applying } = useBook();
  const { place } = useStore(applying);
  switch (place.at) {
    case 'code':
      return <Code />;
    case 'state':
      return <State />;
    case 'question':
      return <AskedField key={place.index} place={place} />;
    case 'check':
      return <Check />;
    case 'done':
      return <Done />;
  }
}

/** What is under way, and what came to nothing. */
export function useApplying() {
  const { applying, language, text } = useBook();
  const applicant = useStore(applying);
  const how = applicant.doing?.how ?? null;
  const t = { ...applicantText[language], empty: guideText[language].empty };
  return { applicant, tell: applying.tell, t, text, language, how };
}

/** What keeps the last act from its end. */
export function Hindrance() {
  const { applicant, tell, t, how } = useApplying();
  return (
    <>
      {applicant.notice !== null && (
        <Notice kind="act" live="now">
          <Words>{t.notices[applicant.notice]}</Words>
        </Notice>
      )}
      {how !== null && how.is !== 'running' && <Hitch how={how} onRetry={() => tell({ type: 'retry' })} />}
    </>
  );
}

function Code() {
  const { applicant, tell, t, text, how } = useApplying();
  const { place, typed } = applicant;
  const busy = how?.is === 'running';
  const fault = place.at === 'code' ? place.fault : null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tell({ type: 'find' });
        document.getElementById('application-code')?.focus();
      }}
    >
      <Title>{t.code.title}</Title>
      <Hindrance />
      <TypedLine
        id="application-code"
        label={t.code.label}
        help={t.code.help}
        problem={fault === null ? undefined : t.codeFaults[fault]}
        autoComplete="off"
        className="code-field"
        value={typed}
        onType={(typed) => tell({ type: 'type-code', typed })}
      />
      <Press kind="primary" submit busy={busy}>
        {busy ? text.busy : t.code.find}
      </Press>
      <p>
        <Words>{t.code.lost}</Words>
      </p>
    </form>
  );
}

function Done() {
  const { tell: go } = useBook();
  const { applicant, tell, t } = useApplying();
  if (applicant.found === null) return null;
  return (
    <>
      <Title>{t.done.title}</Title>
      <Notice kind="done" live="polite">
        <Words>{t.done.lead}</Words>
      </Notice>
      <dl className="facts">
        <Fact name={t.state.receipt}>
          <strong>{applicant.found.application.receipt}</strong>
        </Fact>
      </dl>
      <div className="acts">
        <Press kind="primary" onPress={() => tell({ type: 'back' })}>
          {t.done.state}
        </Press>
        <Press
          onPress={() => {
            tell({ type: 'forget' });
            go({ type: 'go', page: 'start' });
          }}
        >
          {t.done.home}
        </Press>
      </div>
    </>
  );
}
