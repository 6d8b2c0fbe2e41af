/** How a video stands on a page: nothing of its picture cut off, nothing laid over it. */
import type { Page } from 'playwright-core';

export interface Tile {
  /** As CSS says it. */
  fit: string;
  /** The width of the picture as it is drawn, as a share of the stage's. */
  share: number;
  /** The picture as it is drawn, in CSS pixels squared. */
  area: number;
  /** Whether all of the picture is within the stage and the window. */
  whole: boolean;
  /** How many of 81 points spread over the picture belong to something else, names in its corner apart. */
  covered: number;
}

/** Measures the first video that fits, once it shows something. */
export async function tile(page: Page, selector: string): Promise<Tile> {
  const video = page.locator(selector).first();
  await video.waitFor();
  return video.evaluate(async (element) => {
    const video = element as HTMLVideoElement;
    if (video.videoWidth === 0)
      await new Promise((shown) => video.addEventListener('resize', shown, { once: true }));
    const box = video.getBoundingClientRect();
    const stage = (video.closest('.stage') as Element).getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    const [left, top] = [box.left + (box.width - width) / 2, box.top + (box.height - height) / 2];
    const within = (around: { left: number; top: number; right: number; bottom: number }) =>
      left >= around.left - 1 &&
      top >= around.top - 1 &&
      left + width <= around.right + 1 &&
      top + height <= around.bottom + 1;
    let covered = 0;
    for (let across = 1; across < 10; across++) {
      for (let down = 1; down < 10; down++) {
        const there = document.elementFromPoint(left + (width * across) / 10, top + (height * down) / 10);
        if (there !== video && !there?.matches('.name, figcaption')) covered += 1;
      }
    }
    return {
      fit: getComputedStyle(video).objectFit,
      share: width / stage.width,
      area: width * height,
      whole: within(stage) && within({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }),
      covered,
    };
  });
}
