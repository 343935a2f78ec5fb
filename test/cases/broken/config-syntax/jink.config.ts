import { defineConfig } from 'jink';

export default defineConfig({
  locals: { brand: 'Example' }
  locale: 'en',
});
