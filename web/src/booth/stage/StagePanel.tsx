import { useMemo } from 'react';
import { BoardTools } from '../../features/stage/BoardTools';
import type { Held } from '../../features/stage/holder';
import type { StageHolder } from '../../features/stage/holdStage';
import { PictureBoard } from '../../features/stage/PictureBoard';
import { boothStageText } from '../../features/stage/text';
import { useText } from '../../i18n/language';
import { Video } from '../../rtc/Video';
import { createStore } from '../../store/store';
import { useStore } from '../../store/useStore';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { Heading } from '../frame/Heading';
import { useBooth } from '../useBooth';
import './stage.css';

const nothing = createStore(null);

/** What stands beside the officer while there is something to look at together; null while there is not. */
export function useStagePanel(together: StageHolder | null) {
  const stage = useStore(together ?? nothing);
  return together !== null && stage !== null && isOpen(stage.held) ? (
    <StagePanel together={together} />
  ) : null;
}

/** For whoever is writing: what is typed stays, and so does what is to be seen. */
export function StageWaits() {
  const text = useText(boothStageText);
  return (
    <Notice kind="act" live="polite" icon="picture">
      <Words>{text.waits}</Words>
    </Notice>
  );
}

function isOpen({ shown, camera }: Held): boolean {
  return shown !== null || camera === 'opening' || camera === 'live' || isTrouble(camera);
}

function isTrouble(camera: Held['camera']): camera is 'failed' | 'unplugged' {
  return camera === 'failed' || camera === 'unplugged';
}

function StagePanel({ together }: { readonly together: StageHolder }) {
  const text = useText(boothStageText);
  const { held, address } = useStore(together);
  const { shown, camera } = held;
  if (shown !== null && address !== null) {
    return (
      <section className="together" aria-label={withoutRuby(text.shown)}>
        <Heading>{text.shown}</Heading>
        <PictureBoard shown={shown} address={address} onAct={together.act} />
        <BoardTools shown={shown} hand="resident" size="large" onAct={together.act} />
      </section>
    );
  }
  if (isTrouble(camera)) {
    return (
      <section className="together">
        <Heading>{text.trouble[camera]}</Heading>
        <Button size="main" onPress={together.stopCamera}>
          <Words>{text.ok}</Words>
        </Button>
      </section>
    );
  }
  return (
    <section className="together" aria-label={withoutRuby(text.live)}>
      <Heading>{camera === 'live' ? text.live : text.opening}</Heading>
      <p>
        <Words>{text.liveHelp}</Words>
      </p>
      <div className="board">{camera === 'live' && <OwnDocument label={withoutRuby(text.own)} />}</div>
      <Button size="main" onPress={together.stopCamera}>
        <Icon name="cameraOff" />
        <Words>{text.stop}</Words>
      </Button>
    </section>
  );
}

/** As the officer sees it: not mirrored, or nobody could read it. */
function OwnDocument({ label }: { readonly label: string }) {
  const { second } = useStore(useBooth().media).tracks;
  const stream = useMemo(() => (second === null ? null : new MediaStream([second])), [second]);
  return stream === null ? null : <Video stream={stream} party="own" line="second" label={label} />;
}
