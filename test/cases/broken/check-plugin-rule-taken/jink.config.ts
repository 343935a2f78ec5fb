import { defineConfig } from 'jink';

const smallText = {
  id: 'small-text',
  severity: 'warning',
  summary: 'Our text is large.',
  why: 'Our readers like it.',
  examples: { good: [], bad: [] },
  check() {},
};

export default defineConfig({ plugins: [{ name: 'acme', rules: [smallText] }] });
