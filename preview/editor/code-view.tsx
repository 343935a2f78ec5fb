import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../state/notices';
import { preferences } from '../state/preferences';
import { useStore } from '../state/store';
import { IconButton } from '../ui/button';
import { kilobytes } from '../ui/kilobytes';
import './code-view.css';
import type { Viewer, ViewerOptions } from './viewer';

interface CodeViewProps {
  text: string;
  language: ViewerOptions['language'];
  /** Marks Handlebars tags. */
  hasTags?: boolean;
  label: string;
}

/** Code to read, search and copy. */
export function CodeView({ text, language, hasTags = false, label }: CodeViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<Viewer | undefined>(undefined);
  const newest = useRef(text);
  const [isReady, setReady] = useState(false);
  const wraps = useStore(preferences, ({ wrapsCode }) => wrapsCode);
  newest.current = text;

  useEffect(() => {
    let isGone = false;
    void import('./viewer').then(({ createViewer }) => {
      if (isGone) return;
      const { wrapsCode } = preferences.get();
      viewer.current = createViewer(place.current!, {
        text: newest.current,
        language,
        hasTags,
        label,
        wraps: wrapsCode,
      });
      setReady(true);
    });
    return () => {
      isGone = true;
      viewer.current?.close();
    };
  }, [language, hasTags, label]);
  useEffect(() => viewer.current?.show(text), [text]);
  useEffect(() => viewer.current?.wrap(wraps), [wraps]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('The browser does not let this page copy', 'failed');
    }
  };
  return (
    <div class="code-view">
      <div class="panel-bar">
        <span class="code-facts">
          {text.split('\n').length} lines, {kilobytes(new TextEncoder().encode(text).length)}
        </span>
        <span class="panel-bar-space" />
        <IconButton icon="search" label="Search" shortcut="Ctrl F" onClick={() => viewer.current?.search()} />
        <IconButton
          icon="wrap"
          label="Wrap lines"
          isPressed={wraps}
          onClick={() => preferences.merge({ wrapsCode: !wraps })}
        />
        <IconButton icon="copy" label="Copy" side="left" onClick={() => void copy()} />
      </div>
      {!isReady && <div class="loading" role="status" aria-label="Loading" />}
      <div class="code-place" ref={place} />
    </div>
  );
}
