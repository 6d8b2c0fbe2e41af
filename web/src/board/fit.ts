import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Letters of a screen that is read from across a room; below the least, the page scrolls instead. */
const LEAST_PX = 14;
const MOST_PX = 64;
const STEP_PX = 0.5;

/** The largest size, in steps from `least`, that fits; `least` if none does. What fits at a size fits at each smaller one. */
export function largest(least: number, most: number, step: number, fits: (size: number) => boolean): number {
  let [fitting, tooLarge] = [0, Math.floor((most - least) / step) + 1];
  while (tooLarge - fitting > 1) {
    const middle = Math.floor((fitting + tooLarge) / 2);
    if (fits(least + middle * step)) fitting = middle;
    else tooLarge = middle;
  }
  return least + fitting * step;
}

/** Lets everything on the page be as large as the window can hold the element with: after each rendering, and when either changes. */
export function useFit(): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => enlarge(element.current));
  useEffect(() => {
    const again = () => enlarge(element.current);
    window.addEventListener('resize', again);
    document.fonts.addEventListener('loadingdone', again);
    return () => {
      window.removeEventListener('resize', again);
      document.fonts.removeEventListener('loadingdone', again);
    };
  }, []);
  return element;
}

function enlarge(element: HTMLElement | null): void {
  if (element === null) return;
  const root = document.documentElement;
  const set = (px: number) => {
    root.style.fontSize = `${px}px`;
  };
  set(
    largest(LEAST_PX, MOST_PX, STEP_PX, (px) => {
      set(px);
      return element.offsetHeight <= window.innerHeight && element.scrollWidth <= element.clientWidth;
    }),
  );
}
