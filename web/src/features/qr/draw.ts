import { encodeQR } from 'qr';

/** What the standard asks for around a code (ISO/IEC 18004, 9.1), in modules. */
const QUIET = 4;

/** A text as rows of modules, dark ones true, with the quiet zone around them. A quarter of it may be unreadable. */
export function modules(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'quartile', border: QUIET });
}

/** The dark modules as the `d` of an SVG path, one unit a module. */
export function outline(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .filter((step) => step !== '')
    .join('');
}
