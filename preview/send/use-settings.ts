import { useEffect, useState } from 'preact/hooks';
import type { SendSettings } from '../../src/model/inbox';
import { get, RefusedError } from '../state/api';
import { live } from '../state/live';
import { useStore } from '../state/store';

/** Of the config and the environment of now. */
export function useSettings(): SendSettings | undefined {
  const [settings, setSettings] = useState<SendSettings>();
  const news = useStore(live, (all) => all.news);
  useEffect(() => {
    const stop = new AbortController();
    get<SendSettings>('api/send/settings', stop.signal).then(setSettings, (error) => {
      if (!stop.signal.aborted && !(error instanceof RefusedError)) throw error;
    });
    return () => stop.abort();
  }, [news]);
  return settings;
}
