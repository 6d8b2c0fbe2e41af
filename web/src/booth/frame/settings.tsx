import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export const sizes = ['normal', 'large', 'largest'] as const;
export type Size = (typeof sizes)[number];

/** How loud people of a call are, of what the machine gives. */
export const volumes = { soft: 0.3, normal: 0.6, loud: 1 } as const;
export type Volume = keyof typeof volumes;

interface Settings {
  readonly size: Size;
  readonly dark: boolean;
  readonly volume: Volume;
  readonly setSize: (size: Size) => void;
  readonly setDark: (dark: boolean) => void;
  readonly setVolume: (volume: Volume) => void;
}

const SettingsContext = createContext<Settings | null>(null);

/**
 * Text size and contrast: attributes of the document, so that the stylesheet alone follows. They and the volume go with
 * the document; nothing is stored.
 */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [size, setSize] = useState<Size>('normal');
  const [dark, setDark] = useState(false);
  const [volume, setVolume] = useState<Volume>('normal');
  useEffect(() => {
    document.documentElement.dataset.size = size;
    document.documentElement.dataset.ground = dark ? 'dark' : 'light';
  }, [size, dark]);
  const settings = useMemo(() => ({ size, dark, volume, setSize, setDark, setVolume }), [size, dark, volume]);
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error('useSettings needs a SettingsProvider above it');
  return settings;
}
