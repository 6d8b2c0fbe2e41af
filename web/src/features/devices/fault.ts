import type { Answer } from './api';
import type { devicesText } from './text';

type Words = (typeof devicesText)['ja']['fault'];

/** What came of a request that was not done, in words. */
export function faultWords(answer: Exclude<Answer<unknown>, { is: 'ok' }>, text: Words): string {
  if (answer.is === 'unreachable') return text.unreachable;
  switch (answer.code) {
    case 'booth-away':
    case 'wrong-state':
    case 'not-found':
    case 'forbidden':
      return text[answer.code];
    default:
      return text.other(answer.title);
  }
}
