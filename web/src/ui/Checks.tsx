import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Label, Text } from 'react-aria-components';
import './checks.css';

/** Any number of a few things, all in sight. */
export function Checks<Key extends string>({
  label,
  help,
  problem,
  options,
  value,
  onChange,
}: {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly problem?: ReactNode;
  readonly options: readonly { readonly key: Key; readonly words: ReactNode }[];
  readonly value: readonly Key[];
  readonly onChange: (keys: Key[]) => void;
}) {
  return (
    <CheckboxGroup
      className="field"
      value={[...value]}
      isInvalid={problem !== undefined}
      onChange={(keys) =>
        onChange(options.flatMap((option) => (keys.includes(option.key) ? [option.key] : [])))
      }
    >
      <Label className="label">{label}</Label>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <div className="checks">
        {options.map((option) => (
          <Checkbox key={option.key} value={option.key} className="check">
            {option.words}
          </Checkbox>
        ))}
      </div>
      <FieldError className="problem">{problem}</FieldError>
    </CheckboxGroup>
  );
}

/** One thing that holds or not. */
export function Check({
  value,
  isDisabled = false,
  onChange,
  children,
}: {
  readonly value: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (value: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <Checkbox isSelected={value} isDisabled={isDisabled} onChange={onChange} className="check">
      {children}
    </Checkbox>
  );
}
