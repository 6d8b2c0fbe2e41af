import { useState } from 'react';
import type { SiteId } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Choice, TextField } from '../../ui/Field';
import { devicesText } from './text';

const OTHER = '';

/** A place that has a device already, by its name; any other by the identifier that the operator's data gives it. */
export function SiteField({
  sites,
  value,
  onChange,
  problem,
}: {
  readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
  readonly value: SiteId;
  readonly onChange: (site: SiteId) => void;
  readonly problem: string | undefined;
}) {
  const text = useText(devicesText);
  const [other, setOther] = useState(!sites.some(({ id }) => id === value));
  return (
    <>
      {sites.length > 0 && (
        <Choice
          label={text.site}
          value={other ? OTHER : value}
          options={[
            ...sites.map(({ id, name }) => ({ key: id, words: name })),
            { key: OTHER, words: text.otherSite },
          ]}
          onChange={(site) => {
            setOther(site === OTHER);
            onChange(site);
          }}
        />
      )}
      {(other || sites.length === 0) && (
        <TextField
          label={text.newSite}
          help={text.newSiteHelp}
          autoComplete="off"
          spellCheck="false"
          value={value}
          onChange={(typed) => onChange(typed.trim())}
          problem={problem}
        />
      )}
    </>
  );
}
