import { defineConfig } from 'jink';

export default defineConfig({
  locale: 'en-GB',
});
