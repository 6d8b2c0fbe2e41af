import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export const sizes = ['normal', 'large', 'largest'] as const;
export type Size = (typeof sizes)[number];

interface Settings {
  readonly size: Size;
  readonly dark: boolean;
  readonly setSize: (size: Size) => void;
  readonly setDark: (dark: boolean) => void;
}

const SettingsContext = createContext<Settings | null>(null);

/** Text size and contrast: attributes of the document, so that the stylesheet alone follows. Nothing is stored. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [size, setSize] = useState<Size>('normal');
  const [dark, setDark] = useState(false);
  useEffect(() => {
    document.documentElement.dataset.size = size;
    document.documentElement.dataset.ground = dark ? 'dark' : 'light';
  }, [size, dark]);
  const settings = useMemo(() => ({ size, dark, setSize, setDark }), [size, dark]);
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error('useSettings needs a SettingsProvider above it');
  return settings;
}
