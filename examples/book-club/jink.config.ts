import { defineConfig } from 'jink';

export default defineConfig({
  locale: 'en-GB',
  locals: {
    club: {
      name: 'The Marginalia Club',
      address: 'Marginalia Club, the back room of Fennel & Fern, 14 Tannery Row, Leith',
      since: 'Reading with pencils in hand since 2011.',
    },
    links: {
      home: 'https://marginalia.example/',
      chair: 'https://marginalia.example/chairs/new',
      vote: 'https://marginalia.example/vote',
      leave: 'https://marginalia.example/letters/leave',
    },
  },
});
