import { Icon } from '../../ui/Icon';
import { Words } from '../../ui/Words';
import { Key } from '../form/Pad';
import { useWords } from '../useBooth';
import { LETTERS } from './arrival';

/** Every character that a code can have, and no other. */
export function CodePad({
  label,
  onLetter,
  onErase,
  onClear,
}: {
  readonly label: string;
  readonly onLetter: (letter: string) => void;
  readonly onErase: () => void;
  readonly onClear: () => void;
}) {
  const t = useWords();
  return (
    <fieldset className="pad code-pad" aria-label={label}>
      <div className="code-letters">
        {[...LETTERS].map((letter) => (
          <Key key={letter} onPress={() => onLetter(letter)}>
            {letter}
          </Key>
        ))}
      </div>
      <div className="keys controls">
        <Key onPress={onErase}>
          <Icon name="back" />
          <Words>{t.pad.erase}</Words>
        </Key>
        <Key onPress={onClear}>{t.pad.clear}</Key>
      </div>
    </fieldset>
  );
}
