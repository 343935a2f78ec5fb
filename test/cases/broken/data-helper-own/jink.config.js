export default { helpers: { shout: (text) => `${text}!` } };
