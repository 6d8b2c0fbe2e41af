import { Screen } from '../frame/Screen';
import { useBooth, useBoothState } from '../useBooth';
import { useGuidePanel } from './GuidePanel';

/** 手続きガイド at the booth alone. */
export default function GuideScreen() {
  const booth = useBooth();
  const { guided } = useBoothState();
  const panel = useGuidePanel(guided, () => booth.tell({ type: 'back' }));
  if (panel === null) return null;
  return (
    <Screen onBack={panel.onBack} rail={panel.rail}>
      {panel.middle}
    </Screen>
  );
}
