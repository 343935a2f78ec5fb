export default { helpers: { money: (n) => `${n} ${currency}` } };
