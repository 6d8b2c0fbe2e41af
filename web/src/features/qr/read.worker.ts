// Reads beside the page, which goes on drawing meanwhile: a picture without a code takes the longest.

import { type Pixels, readQr } from './read';

self.onmessage = ({ data }: MessageEvent<Pixels>) => self.postMessage(readQr(data));
