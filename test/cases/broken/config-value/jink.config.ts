import { defineConfig } from 'jink';

export default defineConfig({
  locals: 'Example',
  baseUrl: 'cdn.example.com',
  helpers: { money: 3 },
  locale: 'englisch_',
});
