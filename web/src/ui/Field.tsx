import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  Button,
  Checkbox,
  CheckboxGroup,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';
import { Icon } from './Icon';

interface Words {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong, in words; shown and announced with the field. */
  readonly problem?: ReactNode;
}

/** One line, or several with `rows`. */
export function TextField({
  label,
  help,
  problem,
  rows,
  ...rest
}: Words & { readonly rows?: number } & Omit<TextFieldProps, 'className' | 'style' | 'children'>) {
  return (
    <AriaTextField {...rest} className="field" isInvalid={problem !== undefined}>
      <Label>{label}</Label>
      {help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      {rows === undefined ? <Input /> : <TextArea rows={rows} />}
      <FieldError className="problem">{problem}</FieldError>
    </AriaTextField>
  );
}

/** One of several things, from a list that opens. */
export function Choice<Key extends string>({
  label,
  options,
  placeholder,
  value,
  onChange,
  problem,
}: Omit<Words, 'help'> & {
  readonly options: readonly { readonly key: Key; readonly words: string }[];
  /** Stands there until something is chosen. */
  readonly placeholder?: string;
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
}) {
  return (
    <Select
      className="field"
      placeholder={placeholder}
      isInvalid={problem !== undefined}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.key === key);
        if (chosen !== undefined) onChange(chosen.key);
      }}
    >
      <Label className="label">{label}</Label>
      <Button className="select-button">
        <SelectValue />
        <Icon name="expand" />
      </Button>
      <Popover className="popover">
        <ListBox items={options.map((option) => ({ ...option, id: option.key }))}>
          {(option) => (
            <ListBoxItem className="option" textValue={option.words}>
              {option.words}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
      <FieldError className="problem">{problem}</FieldError>
    </Select>
  );
}

/** Some of a few things, all in sight. The value is their keys in the order shown, with commas between. */
export function Several({
  label,
  options,
  none,
  value,
  onChange,
  problem,
}: Words & {
  readonly options: readonly { readonly key: string; readonly words: ReactNode }[];
  /** The one that stands alone: with it the others go, with another it goes. */
  readonly none: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const chosen = value.split(',').filter((key) => key !== '');
  return (
    <CheckboxGroup
      className="field"
      value={chosen}
      isInvalid={problem !== undefined}
      onChange={(now) => {
        const added = now.find((key) => !chosen.includes(key));
        const fits = (key: string) =>
          now.includes(key) && (added === undefined || (added === none) === (key === none));
        onChange(
          options
            .map(({ key }) => key)
            .filter(fits)
            .join(','),
        );
      }}
    >
      <Label className="label">{label}</Label>
      <div className="radios">
        {options.map(({ key, words }) => (
          <Checkbox key={key} value={key} className="radio tick">
            {words}
          </Checkbox>
        ))}
      </div>
      <FieldError className="problem">{problem}</FieldError>
    </CheckboxGroup>
  );
}

/** One of a few things, all in sight. */
export function Radios<Key extends string>({
  label,
  options,
  value,
  onChange,
  problem,
}: Words & {
  readonly options: readonly {
    readonly key: Key;
    readonly words: ReactNode;
    readonly isDisabled?: boolean;
  }[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
}) {
  return (
    <RadioGroup
      className="field"
      value={value}
      isInvalid={problem !== undefined}
      onChange={(key) => {
        const chosen = options.find((option) => option.key === key);
        if (chosen !== undefined) onChange(chosen.key);
      }}
    >
      <Label className="label">{label}</Label>
      <div className="radios">
        {options.map((option) => (
          <Radio key={option.key} value={option.key} isDisabled={option.isDisabled} className="radio">
            {option.words}
          </Radio>
        ))}
      </div>
      <FieldError className="problem">{problem}</FieldError>
    </RadioGroup>
  );
}
