/** What a file of tests stands on: a system and a browser of its own, from before its first test until after its last. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from './chromium.ts';
import { City, type Options } from './city.ts';

export interface System {
  city: City;
  browser: Browser;
}

/** To be called once, at the top of the file; the values are there when the first test runs. */
export function startSystem(options?: Options): System {
  const system = {} as System;
  beforeAll(async () => {
    [system.city, system.browser] = await Promise.all([City.start(options), launch()]);
  });
  afterAll(async () => {
    await system.browser?.close();
    await system.city?.stop();
  });
  return system;
}
