/** Files that an officer may choose, as they come from a disk. */
import type { Page } from 'playwright-core';

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture that the page's own browser draws, `width` × `height`. Noise makes it as heavy as a photo. */
export async function photo(
  page: Page,
  name: string,
  { width, height, noise = false }: { width: number; height: number; noise?: boolean },
): Promise<ChosenFile> {
  const type = name.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const base64 = await page.evaluate(
    async ({ width, height, noise, type }) => {
      const canvas = new OffscreenCanvas(width, height);
      const paint = canvas.getContext('2d');
      if (paint === null) throw new Error('no canvas');
      paint.fillStyle = 'white';
      paint.fillRect(0, 0, width, height);
      if (noise) {
        const image = paint.getImageData(0, 0, width, height);
        const words = new Uint32Array(image.data.buffer);
        for (let at = 0, state = 1; at < words.length; at += 1) {
          state = (Math.imul(state, 1664525) + 1013904223) | 0;
          words[at] = state | 0xff000000;
        }
        paint.putImageData(image, 0, 0);
      }
      paint.fillStyle = 'darkgreen';
      paint.font = `bold ${height / 8}px sans-serif`;
      paint.fillText('窓口のご案内', width / 10, height / 4);
      paint.fillText('1階 3番', width / 10, height / 2);
      const blob = await canvas.convertToBlob({ type, quality: 1 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 0x8000)
        text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(text);
    },
    { width, height, noise, type },
  );
  return { name, mimeType: type, buffer: Buffer.from(base64, 'base64') };
}

/** A PDF whose pages say which they are. */
export function pdf(pages: number): ChosenFile {
  const objects: string[] = [];
  const kids = Array.from({ length: pages }, (_, page) => `${4 + page * 2} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (let page = 1; page <= pages; page += 1) {
    const text = `BT /F1 64 Tf 72 700 Td (PAGE ${page}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    );
  }
  let body = '%PDF-1.4\n';
  const at = objects.map((object, number) => {
    const start = body.length;
    body += `${number + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const end = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`;
  return { name: 'annai.pdf', mimeType: 'application/pdf', buffer: Buffer.from(body, 'latin1') };
}

export const broken = (name: string, mimeType: string, text: string): ChosenFile => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});
