import type { StageHolder } from '../../features/stage/holdStage';
import { boothStageText } from '../../features/stage/text';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Words } from '../../ui/Words';

/** Nothing of the second camera is open before the resident has said yes: what is shown, to whom, and what is kept. */
export function Consent({ together }: { readonly together: StageHolder }) {
  const { ask } = useText(boothStageText);
  const { held } = useStore(together);
  if (held.camera !== 'asked') return null;
  return (
    <Dialog title={<Words>{ask.title}</Words>} role="alertdialog">
      <p>
        <Words>{ask.what}</Words>
      </p>
      <p>
        <Words>{ask.kept}</Words>
      </p>
      <div className="acts">
        <Button size="main" onPress={() => together.consent(false)}>
          <Words>{ask.no}</Words>
        </Button>
        <Button size="main" kind="primary" onPress={() => together.consent(true)}>
          <Words>{ask.yes}</Words>
        </Button>
      </div>
    </Dialog>
  );
}
