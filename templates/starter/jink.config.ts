import { defineConfig } from 'jink';

export default defineConfig({
  // The language of your emails.
  locale: 'en',

  // Values that every template can use.
  locals: {
    brand: {
      name: 'Paper Plane',
      address: 'Paper Plane Ltd, 1 Example Street, London',
      settings: 'https://example.com/settings/emails',
    },
  },

  // Where you publish the files of assets/. Inboxes can only load images from such an address.
  // baseUrl: 'https://static.example.com/mail',
});
