import { defineConfig } from 'jink';

export default defineConfig({
  helpers: {
    shout: (text) => `${text}!`,
    round: (value, digits) => value.toFixed(digits),
  },
});
