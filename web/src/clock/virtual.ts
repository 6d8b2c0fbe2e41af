import type { Clock } from './clock';

/** A clock for tests: time passes only when told. */
export class VirtualClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly act: () => void }[] = [];

  constructor(start = 0) {
    this.#now = start;
  }

  readonly now = () => this.#now;

  readonly after = (ms: number, act: () => void) => {
    const timer = { at: this.#now + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets `ms` pass; timers act in their order, and may set further ones. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = due.at;
      due.act();
    }
    this.#now = end;
  }
}
