import { defineConfig } from 'jink';

export default defineConfig({
  clients: 'gmail',
  rules: ['contrast'],
  mergeTags: 'mailchimp',
  templates: [],
});
