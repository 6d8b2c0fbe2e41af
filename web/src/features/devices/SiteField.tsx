import { useEffect, useState } from 'react';
import type { SiteId, SiteRow } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Choice } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import type { Answer, DevicesApi } from './api';
import { devicesText } from './text';

/** A place of the ward, by its name, whether it has a device or not. */
export function SiteField({
  api,
  value,
  onChange,
  problem,
}: {
  readonly api: DevicesApi;
  /** `null` until one is chosen. */
  readonly value: SiteId | null;
  readonly onChange: (site: SiteId) => void;
  readonly problem?: string | undefined;
}) {
  const text = useText(devicesText);
  const [sites, setSites] = useState<Answer<readonly SiteRow[]> | null>(null);
  useEffect(() => {
    let gone = false;
    void api.sites().then((answer) => gone || setSites(answer));
    return () => {
      gone = true;
    };
  }, [api]);
  if (sites === null) return <p role="status">{text.sitesLoading}</p>;
  if (sites.is !== 'ok') {
    return (
      <Notice kind="harm" live="now">
        {text.sitesFailed}
      </Notice>
    );
  }
  const named = sites.value.toSorted((a, b) => a.name.localeCompare(b.name, 'ja'));
  return (
    <Choice
      label={text.site}
      options={named.map(({ site, name }) => ({ key: site, words: name }))}
      placeholder={text.sitePlaceholder}
      value={value}
      onChange={onChange}
      problem={problem}
    />
  );
}
