import { defineConfig } from 'jink';

export default defineConfig({
  dkim: { domain: 'example.com', selector: 'mail', key: '../keys/mail.pem' },
});
