export default {
  from: 'nobody',
  smtp: 'smtp://jane:canary@localhost',
};
