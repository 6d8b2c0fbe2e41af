// What the scripted officer goes through, in order: plain data. What is said at each step stands in texts/.

/** What a step asks the resident to try. */
export type Task = 'volume' | 'cover' | 'note' | 'write' | 'accept';

/** How the officer stands. `point`: at the form beside. */
export type Pose = 'greet' | 'talk' | 'point' | 'thank';

export interface Step {
  readonly id: 'hello' | Task | 'bye';
  readonly pose: Pose;
  /** Null: there is only something to hear. */
  readonly task: Task | null;
}

export const script: readonly [Step, ...Step[]] = [
  { id: 'hello', pose: 'greet', task: null },
  { id: 'volume', pose: 'talk', task: 'volume' },
  { id: 'cover', pose: 'talk', task: 'cover' },
  { id: 'note', pose: 'talk', task: 'note' },
  { id: 'write', pose: 'point', task: 'write' },
  { id: 'accept', pose: 'point', task: 'accept' },
  { id: 'bye', pose: 'thank', task: null },
];

/** Whether the form belongs beside the officer at this step. */
export function usesForm({ task }: Step): boolean {
  return task === 'write' || task === 'accept';
}
