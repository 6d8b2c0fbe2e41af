// Pages of a PDF, drawn in this browser: the booth only ever gets pictures. Loaded when somebody opens a PDF.

import { GlobalWorkerOptions, getDocument, PasswordException } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { PictureId } from '../../generated/protocol';
import { PICTURE_SIDE_MAX } from './limits';
import { encoded, type FileFault, type Pixels } from './pixels';

GlobalWorkerOptions.workerSrc = workerAddress;

/** What a PDF may leave out: Japanese character tables, the standard fonts, and decoders of scanned pages. */
const parts = import.meta.glob<string>(
  [
    '../../../../node_modules/pdfjs-dist/cmaps/{78*,83*,90*,Add-*,Adobe-Japan1-*,EUC-*,Ext-*,H,Hankaku,Hiragana,Katakana,NWP-*,RKSJ-*,Roman,UniJIS*,V,WP-Symbol}.bcmap',
    '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true },
);
const addresses = new Map(Object.entries(parts).map(([path, address]) => [path.split('/').at(-1), address]));

/** Fetches them from our own origin, by the names that the build gave them. */
class Parts {
  readonly fetch = async ({ filename }: { readonly filename: string }): Promise<Uint8Array> => {
    const address = addresses.get(filename);
    if (address === undefined) throw new Error(`no part is called ${filename}`);
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  };
}

export interface Pages {
  readonly count: number;
  /** A page, from 1, as a picture; null if it cannot be drawn. */
  readonly draw: (page: number, id: PictureId) => Promise<Pixels | null>;
  readonly close: () => void;
}

/** Opens a PDF. What it would run, fetch or ask for is not done. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Pages | FileFault> {
  const task = getDocument({ data: bytes, useWorkerFetch: false, BinaryDataFactory: Parts });
  try {
    const document = await task.promise;
    return {
      count: document.numPages,
      draw: (page, id) => draw(document, page, id).catch(() => null),
      close: () => void task.destroy(),
    };
  } catch (fault) {
    void task.destroy();
    return fault instanceof PasswordException ? 'locked' : 'unreadable';
  }
}

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

/** As large as the stage takes it: small print is what pages are shown for. */
async function draw(pdf: Pdf, number: number, id: PictureId): Promise<Pixels | null> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(3, PICTURE_SIDE_MAX / Math.max(width, height)) });
  const canvas = new OffscreenCanvas(Math.floor(viewport.width), Math.floor(viewport.height));
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: 'white' })
    .promise;
  page.cleanup();
  return encoded(canvas, id, 'png');
}
