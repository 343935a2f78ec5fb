export default {
  smtp: { host: 'localhost', user: 'jane', pass: 'canary', getSocket: 'x' },
};
