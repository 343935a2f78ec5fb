import { defineConfig } from 'jink';

export default defineConfig({ plugins: [{ helpers: {} }] });
