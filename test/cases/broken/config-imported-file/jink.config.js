import { money } from './lib/money.js';

export default { helpers: { money } };
