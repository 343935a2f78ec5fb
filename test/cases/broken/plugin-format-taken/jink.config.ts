import { defineConfig } from 'jink';

export default defineConfig({
  plugins: [{ name: 'acme', formats: [{ name: 'html', summary: 'our own', fillsIn: false, write: () => [] }] }],
});
