import './qr.css';
import { modules, outline } from './draw';

/** A text for cameras: black on white, whatever the ground. `label` says what it is, as the text stands beside it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = modules(text);
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${rows.length} ${rows.length}`}>
      <path d={outline(rows)} shapeRendering="crispEdges" />
    </svg>
  );
}
