import { defineConfig } from 'jink';

export default defineConfig({
  locals: { brand: 'Example' },
  basUrl: 'https://cdn.example.com/',
  colour: 'red',
});
