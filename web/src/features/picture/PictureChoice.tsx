import { useId } from 'react';
import { useText } from '../../i18n/language';
import { useStore } from '../../store/useStore';
import { Radios } from '../../ui/Field';
import { pictureChoices } from './kept';
import { STEP } from './oval';
import './picture.css';
import { PictureLine } from './PictureLine';
import type { Picture } from './picture';
import { pictureText } from './text';

/** カメラのまま, 背景をぼかす or 席札; before calls and in them. */
export function PictureChoice({ picture }: { readonly picture: Picture }) {
  const text = useText(pictureText);
  const { choice, oval, sent, failed } = useStore(picture);
  return (
    <div className="picture-choice">
      <Radios
        label={text.title}
        value={failed ? 'card' : choice}
        options={pictureChoices.map((key) => ({ key, words: text.choice[key] }))}
        onChange={picture.choose}
      />
      <p className="help" role="status">
        {text.help[sent]}
      </p>
      {sent === 'blurred' && (
        <>
          <div className="shares">
            {/* As in the preview, which is a mirror. */}
            <Share
              label={text.across}
              value={1 - oval.across}
              onChange={(value) => picture.aim({ ...oval, across: 1 - value })}
            />
            <Share label={text.near} value={oval.near} onChange={(near) => picture.aim({ ...oval, near })} />
          </div>
          <p className="help">{text.keys}</p>
        </>
      )}
      <PictureLine picture={picture} />
    </div>
  );
}

/** A share between nothing and all. */
function Share({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={STEP}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
    </div>
  );
}
