import { Words } from '../../ui/Words';
import { useBook } from '../context';
import { Line, Press, Question, useBusy } from '../parts';

/** For whoever has a code: to see the booking, or to check in. */
export function Code() {
  const { book, text, tell } = useBook();
  const { code } = text;
  const arriving = book.page === 'arrive';
  const busy = useBusy('look', 'arrive');
  return (
    <Question title={arriving ? code.arriveTitle : code.title} onSubmit={() => tell({ type: 'next' })}>
      {() => (
        <>
          <Line field="code" label={code.label} help={code.help} autoComplete="off" className="code-field" />
          <Press kind="primary" submit busy={busy}>
            {busy ? text.busy : arriving ? code.arrive : code.find}
          </Press>
          <p>
            <Words>{code.lost}</Words>
          </p>
        </>
      )}
    </Question>
  );
}
