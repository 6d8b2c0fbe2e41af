import type { ReactNode } from 'react';
import { useText } from '../../i18n/language';
import { TextField } from '../../ui/Field';
import { Declare } from '../guard/Declare';
import { charactersLeft } from './brief';
import { type BriefFault, briefText } from './text';

/** A few lines for a short text, with what is left of it. */
export function BriefField({
  label,
  help,
  value,
  fault,
  autoFocus = false,
  onChange,
  onDeclare,
}: {
  readonly label: ReactNode;
  readonly help: string;
  readonly value: string;
  readonly fault: BriefFault | null;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
  /** 個人番号ではありません: sends it as it is. */
  readonly onDeclare: () => void;
}) {
  const text = useText(briefText);
  const left = charactersLeft(value);
  return (
    <div className="brief">
      <TextField
        label={label}
        help={help}
        rows={3}
        autoComplete="off"
        autoFocus={autoFocus}
        value={value}
        onChange={onChange}
        problem={fault === null ? undefined : text.fault[fault]}
      />
      {fault === 'my-number' && <Declare onDeclare={onDeclare} />}
      <p className="help">{left < 0 ? text.over(-left) : text.left(left)}</p>
    </div>
  );
}
