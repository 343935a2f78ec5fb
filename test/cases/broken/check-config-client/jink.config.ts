import { defineConfig } from 'jink';

export default defineConfig({
  clients: ['gmail', 'outlook.window'],
  mergeTags: ['mailchip'],
});
