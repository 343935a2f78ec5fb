import { defineConfig } from 'jink';

export default defineConfig({
  rules: {
    contrast: 'warn',
    'gmail-clip': { warnings: 60 },
    'small-text': { pixels: '14px' },
    title: true,
  },
});
