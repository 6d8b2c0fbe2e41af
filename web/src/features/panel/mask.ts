// What a desk is told of a form or a guide while the booth is covered: which fields are answered, and of none with what; of
// a guide nothing. Masked where it leaves, so that no desk has anything to hide.

import type { Change, PanelMessage, Shown } from '../../generated/protocol';

/** The same message without a value that the resident gave. */
export function masked(message: PanelMessage): PanelMessage {
  if (message.from === 'walker') return { from: 'walker', message: { type: 'shown', guide: null } };
  if (message.from !== 'writer') return message;
  const said = message.message;
  if (said.type === 'snapshot') {
    const answers = Object.entries(said.answers).map(([path, shown]) => [path, hidden(shown)] as const);
    return { from: 'writer', message: { ...said, answers: Object.fromEntries(answers) } };
  }
  if (said.type === 'change') return { from: 'writer', message: { ...said, change: without(said.change) } };
  return message;
}

function without(change: Change): Change {
  return change.change === 'answer' ? { ...change, value: hidden(change.value) } : change;
}

function hidden(shown: Shown | undefined): Shown {
  return shown?.shown === 'value' ? { shown: 'filled' } : (shown ?? { shown: 'empty' });
}
