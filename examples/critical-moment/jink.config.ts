import { defineConfig } from 'jink';

export default defineConfig({
  locals: {
    brand: {
      name: 'Sightline',
      address: 'Sightline GmbH, Kanalstrasse 4, 8021 Zurich',
    },
    links: {
      rules: 'https://app.sightline.example/moments/rules',
      pause: 'https://app.sightline.example/moments/pause?for=7d',
    },
  },
});
