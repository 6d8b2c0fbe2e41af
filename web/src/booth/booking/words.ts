import type { Fault } from './planning';
import type { texts } from './texts';

export function faultWords(words: (typeof texts)['ja']['faults'], fault: Fault): string {
  if (fault.is !== 'too-many') return words[fault.is];
  return fault.seconds === null ? words.tooMany : words.tooManyFor(Math.ceil(fault.seconds / 60));
}
