import { defineConfig } from 'jink';

export default defineConfig({
  templates: {
    welcome: {
      unsubscribe: 'http://example.com/stop',
      listId: 'no list',
      headers: { Bcc: 'eve@example.com', 'X-Team': 'a\r\nBcc: eve@example.com', 'X Team': 'a', __proto__: null },
    },
  },
});
