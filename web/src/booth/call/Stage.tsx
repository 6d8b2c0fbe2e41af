import type { CallView, PartyRole } from '../../generated/protocol';
import { type CallMedia, isPicture } from '../../rtc/call';
import { useStore } from '../../store/useStore';
import { Icon } from '../../ui/Icon';
import { withoutRuby } from '../../ui/ruby-markup';
import { Words } from '../../ui/Words';
import { useBooth, useBoothState, useWords } from '../useBooth';
import { Held } from './Held';
import { OwnPicture, Picture } from './Party';
import { Voices } from './Voices';

/** Who is to be seen and heard. An interpreter has half of it at least, hands and all. */
export function Stage({ view, media }: { readonly view: CallView; readonly media: CallMedia }) {
  const booth = useBooth();
  const { signal } = useBoothState();
  const own = useStore(booth.media);
  const t = useWords();
  if (view.held_since !== null && signal !== null)
    return <Held view={view} since={view.held_since} signal={signal} />;
  const partyOf = (id: string) => view.parties.find(({ party }) => party === id);
  const roleOf = (id: string): PartyRole => partyOf(id)?.role ?? 'staff';
  const others = media.sources.filter(({ party }) => party !== view.you);
  const pictures = others.filter(isPicture);
  const isSigned = pictures.some(({ party }) => roleOf(party) === 'interpreter');
  const quiet =
    (media.soundFirst && t.call.soundFirst.ours) ||
    (pictures.length === 0 && media.theirSoundFirst.length > 0 && t.call.soundFirst.theirs) ||
    null;
  return (
    <div className="stage" data-signed={isSigned || undefined}>
      {pictures.length === 0 && (
        <p className="no-picture" role="status">
          <Icon name={quiet === null ? 'person' : 'speaker'} />
          <Words>{quiet ?? (view.state === 'in-call' ? t.call.noPicture : t.call.connecting)}</Words>
        </p>
      )}
      {pictures.map((source) => (
        <Picture
          key={`${source.party}/${source.line}`}
          source={source}
          role={roleOf(source.party)}
          label={partyOf(source.party)?.label ?? withoutRuby(t.call.officer)}
        />
      ))}
      <Voices view={view} media={media} />
      {own.tracks.camera !== null && quiet === null && (
        <OwnPicture track={own.tracks.camera} label={withoutRuby(t.call.own)} />
      )}
    </div>
  );
}
