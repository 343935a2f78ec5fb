import { defineConfig } from 'jink';

export default defineConfig({
  rules: {
    'smal-text': 'off',
    contrast: 'warning',
  },
});
