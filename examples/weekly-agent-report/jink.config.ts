import { defineConfig } from 'jink';

export default defineConfig({
  locale: 'en',
  // Where assets/ is published. Without it the built emails look for their images beside them.
  // baseUrl: 'https://static.brightwater.example/mail',
  locals: {
    brand: {
      name: 'Brightwater',
      url: 'https://brightwater.example/',
      address: 'Brightwater Ltd, 14 Quay Street, Bristol BS1 4RZ',
    },
    links: {
      settings: 'https://desk.brightwater.example/settings/reports',
      help: 'https://desk.brightwater.example/help/weekly-report',
    },
  },
});
