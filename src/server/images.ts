import type { Emails } from './emails.js';
import { createSecret } from './secret.js';

/**
 * The project's images as frames ask for them. A sandboxed frame belongs to no site, so it cannot show who it is:
 * knowing the path is what allows it to see an image, and only images that an email shows have one.
 */
export interface Images {
  /** What the paths of all images begin with: `/view-assets/<secret>/`. */
  base: string;
  /** The path of an image of the project, named as in HTML: `assets/logo.png`; undefined when there is none. */
  pathOf(file: string): string | undefined;
  /** The absolute path of an image that has such a path, if it still lies in the project. */
  fileOf(path: string): string | undefined;
}

export function createImages(emails: Pick<Emails, 'project'>): Images {
  const base = `/view-assets/${createSecret()}/`;
  const shown = new Map<string, string>();
  return {
    base,
    pathOf(file) {
      if (!emails.project.imageFile(file)) return undefined;
      const path = base + file.split('/').map(encodeURIComponent).join('/');
      shown.set(path, file);
      return path;
    },
    fileOf(path) {
      const file = shown.get(path);
      return file === undefined ? undefined : emails.project.imageFile(file);
    },
  };
}
