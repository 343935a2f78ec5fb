import { defineConfig } from 'jink';

export default defineConfig({
  locals: { brand: 'Brand', shared: 'from the config' },
  helpers: { upper: (text) => text.toUpperCase() },
});
