import { defineConfig } from 'jink';

export default defineConfig({
  plugins: [{ name: 'acme', helper: { shout: (text) => text.toUpperCase() } }],
});
