import { money } from './helper.js';

export default { helpers: { money } };
