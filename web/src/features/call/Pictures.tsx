import type { CallView, PartyRole } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import type { CallMedia } from '../../rtc/call';
import { Video } from '../../rtc/Video';
import { Icon, type IconName } from '../../ui/Icon';
import { OwnVideo } from '../picture/OwnVideo';
import type { Picture } from '../picture/picture';
import { picturesText } from './pictures-text';
import { residentOf, type SidePicture, type Stage, sidePictures, stageOf } from './screen';

type Words = (typeof picturesText)['ja'];

/** The resident large, whoever interprets as large beside them and never cropped, the others and oneself small. */
export function Pictures({
  call,
  heard,
  picture,
  role,
}: {
  readonly call: CallView;
  readonly heard: CallMedia;
  readonly picture: Picture;
  readonly role: PartyRole;
}) {
  const text = useText(picturesText);
  const stage = stageOf(call, heard);
  const resident = residentOf(call);
  const sides = sidePictures(call, heard, role);
  const isQuiet = stage.is === 'soundFirst' || stage.is === 'theirSoundFirst';
  const large = sides.filter(({ isLarge }) => isLarge);
  return (
    <div className="stage" data-stage={stage.is} data-layout={large.length > 0 ? 'pair' : undefined}>
      {stage.is !== 'picture' ? (
        <StageWords stage={stage} text={text} />
      ) : (
        <Video stream={stage.source.stream} party={stage.source.party} label={text.residentPicture} />
      )}
      {resident !== null && <span className="name">{`${text.resident}（${resident.label}）`}</span>}
      {large.map((side) => (
        <Side key={`${side.source.party} ${side.source.line}`} side={side} text={text} />
      ))}
      <div className="sides">
        {sides
          .filter(({ isLarge }) => !isLarge)
          .map((side) => (
            <Side key={`${side.source.party} ${side.source.line}`} side={side} text={text} />
          ))}
        {(!isQuiet || sides.length > 0) && <OwnVideo picture={picture} label={text.ownPicture} />}
      </div>
    </div>
  );
}

function Side({ side: { source, label }, text }: { readonly side: SidePicture; readonly text: Words }) {
  return (
    <figure>
      <Video
        stream={source.stream}
        party={source.party}
        line={source.line}
        label={text.otherPicture(label)}
      />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

type Wordy = Exclude<Stage, { is: 'picture' }>;

const stageIcons: Readonly<Record<Wordy['is'], IconName>> = {
  dialling: 'callBack',
  held: 'pause',
  joining: 'again',
  awaited: 'again',
  covered: 'cover',
  partial: 'cover',
  soundFirst: 'speaker',
  theirSoundFirst: 'speaker',
  noPicture: 'cameraOff',
  theyLost: 'offline',
  weLost: 'offline',
  refused: 'error',
};

function StageWords({ stage, text }: { readonly stage: Wordy; readonly text: Words }) {
  const { is } = stage;
  const help = is === 'joining' || is === 'awaited' ? null : text.state[`${is}Help`];
  const what = is === 'covered' || is === 'partial' ? text.covered[stage.by] : text.state[is];
  return (
    <div className="stage-words" role="status">
      <Icon name={stageIcons[is]} />
      <p className="what">{what}</p>
      {help !== null && <p>{help}</p>}
    </div>
  );
}
