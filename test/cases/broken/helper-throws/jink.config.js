export default {
  helpers: {
    money(n) {
      if (typeof n !== 'number') throw new TypeError(`money() wants a number, not "${n}"`);
      return `${n} €`;
    },
  },
};
