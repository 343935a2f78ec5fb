import { createStore } from '../state/store';

export const isHelpOpen = createStore(false);
