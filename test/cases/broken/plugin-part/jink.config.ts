import { defineConfig } from 'jink';

export default defineConfig({
  plugins: [
    { name: 'acme', rules: [{ id: 'acme-footer', check() {} }] },
    { name: 'paths', mixins: 'mixins' },
  ],
});
