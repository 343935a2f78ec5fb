import { inbox } from './inbox';
import type { View } from './view';

export const views: readonly View[] = [inbox];
