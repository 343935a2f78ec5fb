export default () => ({ locale: 'de' });
