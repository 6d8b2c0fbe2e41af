// What the marks of the 50音 pad do to the letter before them. Plain text in, plain text out.

const plain = 'かきくけこさしすせそたちつてとはひふへほう';
const voiced = 'がぎぐげござじずぜぞだぢづでどばびぶべぼゔ';
const beforeSemi = 'はひふへほ';
const semiVoiced = 'ぱぴぷぺぽ';
const full = 'あいうえおやゆよつわ';
const small = 'ぁぃぅぇぉゃゅょっゎ';

export type Mark = 'voiced' | 'semi-voiced' | 'small';

/** Puts the mark on the last letter, or takes it off again. A letter that cannot carry it stays. */
export function mark(text: string, kind: Mark): string {
  const letters = [...text];
  const last = letters.pop();
  if (last === undefined) return text;
  const hiragana = isKatakana(last) ? toHiragana(last) : last;
  const changed = change(hiragana, kind);
  letters.push(isKatakana(last) ? toKatakana(changed) : changed);
  return letters.join('');
}

export function toKatakana(text: string): string {
  return shift(text, /[ぁ-ゖ]/g, 0x60);
}

function toHiragana(text: string): string {
  return shift(text, /[ァ-ヶ]/g, -0x60);
}

function isKatakana(letter: string): boolean {
  return /^[ァ-ヶ]$/.test(letter);
}

function shift(text: string, letters: RegExp, by: number): string {
  return text.replace(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + by));
}

function change(letter: string, kind: Mark): string {
  // ぱ → ば and っ → づ: a mark of another kind is taken off first.
  const bare = swap(swap(letter, semiVoiced, beforeSemi), small, full);
  switch (kind) {
    case 'voiced':
      return swap(letter, voiced, plain, () => swap(bare, plain, voiced, () => letter));
    case 'semi-voiced':
      return swap(letter, semiVoiced, beforeSemi, () =>
        swap(swap(letter, voiced, plain), beforeSemi, semiVoiced, () => letter),
      );
    case 'small':
      return swap(letter, small, full, () => swap(swap(letter, voiced, plain), full, small, () => letter));
  }
}

/** The letter at the same place of the other row; what `otherwise` says if it is not in the first. */
function swap(letter: string, from: string, to: string, otherwise = () => letter): string {
  const at = from.indexOf(letter);
  return at < 0 ? otherwise() : (to[at] ?? letter);
}
