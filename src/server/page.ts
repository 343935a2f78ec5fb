import { fileURLToPath } from 'node:url';

/** Where the files of the preview's page lie in the package, once it was built. */
export const PAGE = fileURLToPath(new URL('../preview/', import.meta.url));
