import { defineConfg } from 'jink';

export default defineConfig({ locale: 'en' });
