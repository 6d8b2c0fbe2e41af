import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { DraftBar } from '../frame/DraftBar';
import { coordinationText } from '../frame/text';
import { useServices, useWording } from '../services';
import { clashWords } from './Changes';
import type { PlanDrafting } from './drafting';
import { differences } from './parts';
import { changeWords } from './words';

/** How the plan's draft stands. */
export function PlanBar({ onPublish }: { readonly onPublish: (() => void) | null }) {
  const { draft } = useServices();
  const state = useStore(draft);
  return state.is === 'open' ? <Open state={state} onPublish={onPublish} /> : null;
}

function Open({
  state,
  onPublish,
}: {
  readonly state: Extract<PlanDrafting, { is: 'open' }>;
  readonly onPublish: (() => void) | null;
}) {
  const text = useText(coordinationText);
  const { draft } = useServices();
  const { kept: schedule, value: plan, past } = state;
  const wording = useWording(schedule);
  const [last] = past[0] === undefined ? [] : differences(past[0], plan);
  const words = last === undefined ? null : changeWords(last, wording);
  return (
    <DraftBar
      draft={draft}
      state={state}
      changes={differences(schedule.published, plan).length}
      isPublished={schedule.version > 0}
      last={words === null ? null : text.draft.last(wording.text[words.how], words.what)}
      clash={(comparison) => clashWords(comparison, wording)}
      onPublish={onPublish}
    />
  );
}
