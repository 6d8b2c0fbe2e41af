// How papers come to the office, in words.

import type { HandIn, Text } from '../../generated/forms';

export const handIn: Record<HandIn, Text> = {
  post: { ja: '郵便で送る', easy: '{郵便|ゆうびん}で {送|おく}る', en: 'By post' },
  counter: {
    ja: '区役所の窓口に持っていく',
    easy: '{区役所|くやくしょ}に {持|も}って いく',
    en: 'At the ward office',
  },
  visit: {
    ja: '家に来た職員に見せる',
    easy: '{家|いえ}に {来|き}た {人|ひと}に {見|み}せる',
    en: 'Show it when somebody visits',
  },
};

/** Whether an answer is one of the ways. */
export function isWay(value: string): value is HandIn {
  return value in handIn;
}
