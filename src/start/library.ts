import { fileURLToPath } from 'node:url';
import { loadBundle } from './load-bundle.js';

const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));

/** What `import 'jink'` gives. */
export const { library } = jink.exports as { library: typeof import('../index.js') };
