import type { Place } from '../../src/model/place';
import type { OpenRequest } from '../../src/model/protocol';
import { post } from './api';
import { say, sayFailure } from './notices';

/** Opens a line in the author's editor. */
export async function openPlace({ file, line, column }: Pick<Place, 'file'> & Partial<Place>): Promise<void> {
  try {
    await post<void>('api/open', { file, line: line ?? 1, column: column ?? 1 } satisfies OpenRequest);
    say(`Opened ${file}:${line ?? 1}`);
  } catch (error) {
    sayFailure(error);
  }
}
