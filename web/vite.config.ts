import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = fileURLToPath(new URL('.', import.meta.url));

/** One HTML entry for each face. Signaling serves `dist/desk.html` at `/desk` and `dist/assets` at `/assets`. */
const faces = ['desk', 'booth', 'board', 'book', 'coordinator', 'office'];

// The content security policy is `script-src 'self' 'wasm-unsafe-eval'; style-src 'self'`: nothing may be inlined,
// neither a small asset as a data: address nor a polyfill as a script.
export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    rollupOptions: { input: Object.fromEntries(faces.map((face) => [face, `${here}${face}.html`])) },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
