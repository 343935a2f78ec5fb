import { createStore } from '../state/store';

/** Whether the list lies over the email in a small window. */
export const isSidebarOpen = createStore(false);

/** What is searched for. */
export const search = createStore('');
