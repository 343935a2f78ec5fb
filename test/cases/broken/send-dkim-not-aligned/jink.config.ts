import { defineConfig } from 'jink';

export default defineConfig({
  from: 'Jane <jane@example.com>',
  dkim: { domain: 'example.org', selector: 'mail', key: 'keys/mail.pem' },
});
