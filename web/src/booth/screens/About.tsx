import type { Subject } from '../../generated/protocol';
import { useLanguage } from '../../i18n/language';
import { Words } from '../../ui/Words';
import { TileIcon } from '../TileIcon';
import { isDiscreet, nameOf } from '../visit';

/** What it is about: the tile that was pressed. */
export function About({ subject }: { readonly subject: Subject }) {
  const { language } = useLanguage();
  // Others read a tile from three metres: what they are not to read is small.
  if (isDiscreet(subject))
    return (
      <p className="about-quietly">
        <Words>{nameOf(subject, language)}</Words>
      </p>
    );
  return (
    <div className="about">
      <TileIcon subject={subject.id} />
      <p>
        <Words>{nameOf(subject, language)}</Words>
      </p>
    </div>
  );
}
