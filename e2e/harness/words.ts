/** Whether any of these words stands in bytes, as any program would write it. */
export function holds(bytes: Buffer, words: readonly string[]): boolean {
  return words.some((word) =>
    [Buffer.from(word), Buffer.from(encodeURIComponent(word)), Buffer.from(word, 'utf16le')].some((form) =>
      bytes.includes(form),
    ),
  );
}
