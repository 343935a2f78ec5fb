import { fileURLToPath } from 'node:url';
import { loadBundle } from './load-bundle.js';

const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));

const exported = jink.exports as {
  library: typeof import('../index.js');
  sending: typeof import('../send.js');
};

/** What `import 'jink'` gives. */
export const { library } = exported;

/** What `import 'jink/send'` gives, from the same bundle. */
export function loadSending(): typeof exported.sending {
  return exported.sending;
}
