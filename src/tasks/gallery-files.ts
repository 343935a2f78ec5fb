import { readFileSync } from 'node:fs';

const here = (path: string) => readFileSync(new URL(`../../preview/${path}`, import.meta.url), 'utf8');

/** The files of the gallery's page, as they lie in the package. */
export function galleryFiles(): { page: string; style: string; script: string } {
  return {
    page: here('gallery/page.html'),
    style: `${here('style/tokens.css')}\n${here('gallery/gallery.css')}`,
    script: here('gallery/gallery.js'),
  };
}
