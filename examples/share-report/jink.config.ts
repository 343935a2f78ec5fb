import { defineConfig } from 'jink';

export default defineConfig({
  locals: {
    brand: {
      name: 'Ripplewise',
      address: 'Ripplewise Ltd, 3 Quay Street, Bristol BS1 4DJ',
    },
    links: {
      settings: 'https://ripplewise.example/settings/reports',
      help: 'https://ripplewise.example/help/how-we-count',
    },
  },
});
