import type { Form } from '../../features/form/machine';
import { Notice } from '../../ui/Notice';
import { Words } from '../../ui/Words';
import { useFormPanel } from '../form/FormPanel';
import { Screen } from '../frame/Screen';
import { useWords } from '../useBooth';

/** The call is over and the form is not: the resident goes on without anybody. */
export function Alone({ form }: { readonly form: Form }) {
  const t = useWords();
  const panel = useFormPanel(form);
  const submitted = form.place.at === 'receipt';
  return (
    <Screen onBack={panel?.onBack} rail={panel?.rail}>
      {!submitted && (
        <Notice live="polite">
          <Words>{t.call.over}</Words>
        </Notice>
      )}
      <div className="side">{panel?.middle}</div>
    </Screen>
  );
}
