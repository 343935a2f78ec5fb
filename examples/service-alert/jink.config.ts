import { defineConfig } from 'jink';

export default defineConfig({
  locals: {
    brand: { name: 'Watchpost' },
    links: {
      board: 'https://watchpost.example/board',
      silence: 'https://watchpost.example/silence?minutes=60&scope=mine',
      timeline: 'https://watchpost.example/timeline?last=24h',
      settings: 'https://watchpost.example/me/alerts',
    },
  },
});
