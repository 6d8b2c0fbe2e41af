import { useCallback, useEffect, useState } from 'react';
import type { Definition } from '../../generated/forms';
import type { FormId } from '../../generated/protocol';

/** A form's definition as it comes from the server. */
export type Loaded =
  | { readonly is: 'loading' }
  | { readonly is: 'loaded'; readonly definition: Definition }
  | { readonly is: 'failed'; readonly again: () => void };

/** `GET /api/forms/{form}`; null where it cannot be had. */
export async function loadDefinition(form: FormId): Promise<Definition | null> {
  try {
    const response = await fetch(`/api/forms/${encodeURIComponent(form)}`);
    return response.ok ? ((await response.json()) as Definition) : null;
  } catch {
    return null;
  }
}

/** That, anew for each form and version that the resident opens. */
export function useDefinition(form: FormId, version: number): Loaded {
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((n) => n + 1), []);
  const key = `${form} ${version} ${tries}`;
  const [result, setResult] = useState<{
    readonly key: string;
    readonly definition: Definition | null;
  } | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadDefinition(form).then((definition) => {
      if (wanted) setResult({ key, definition });
    });
    return () => {
      wanted = false;
    };
  }, [form, key]);
  if (result?.key !== key) return { is: 'loading' };
  const { definition } = result;
  return definition === null ? { is: 'failed', again } : { is: 'loaded', definition };
}
