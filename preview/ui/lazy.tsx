import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Empty } from './empty';

/**
 * A component whose code is fetched when it is first drawn.
 * @param load `() => import('./inbox').then(({ Inbox }) => Inbox)`
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [, redraw] = useState(false);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Loaded) return;
      load().then(
        (found) => {
          Loaded = found;
          redraw(true);
        },
        () => setFailed(true),
      );
    }, []);
    if (Loaded) return <Loaded {...props} />;
    if (failed) return <Empty title="This part could not be loaded">Reload the page to try again.</Empty>;
    return <div class="loading" role="status" aria-label="Loading" />;
  };
}
