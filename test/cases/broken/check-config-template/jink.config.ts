import { defineConfig } from 'jink';

export default defineConfig({
  templates: {
    welcom: { kind: 'marketing' },
    welcome: { kind: 'markting', rule: {} },
  },
});
