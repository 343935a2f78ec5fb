import { defineConfig } from 'vite';

/** The page of `jink dev`: `npm run build` makes `dist/preview` of it. */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: '../dist/preview',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Nothing is fetched by `data:`, and nothing is worth a second look: the whole page is a few files.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
