import type { InspectedStyle } from '../../src/model/protocol';
import { address } from '../state/address';
import { openPlace } from '../state/open-place';
import { useStore } from '../state/store';
import { type MatchedStyle, matchStyles } from './cascade';

interface StyleListProps {
  element: Element;
  index: number;
  styles: readonly InspectedStyle[];
}

/** The rules that an element's inlined style was made of, each with its line; what another one beats is struck out. */
export function StyleList({ element, index, styles }: StyleListProps) {
  const scheme = useStore(address, ({ lenses }) => (lenses.includes('dark') ? 'dark' : 'light'));
  const matched = matchStyles(element, index, styles, scheme);
  const [idle, active] = [matched.filter(({ isIdle }) => isIdle), matched.filter(({ isIdle }) => !isIdle)];
  return (
    <section class="panel-section" aria-label="Styles">
      <h3>Styles</h3>
      {active.length === 0 && <p class="style-none">No rule means this element.</p>}
      {active.map((each, i) => (
        <Style key={`${each.selector} ${i}`} {...each} />
      ))}
      {idle.length > 0 && (
        <details class="style-idle">
          <summary>{idle.length} more at other widths or in dark mode</summary>
          {idle.map((each, i) => (
            <Style key={`${each.selector} ${i}`} {...each} />
          ))}
        </details>
      )}
    </section>
  );
}

function Style({ selector, style, declarations, isIdle }: MatchedStyle) {
  const { around, place, isOwn, inHead } = style;
  return (
    <div class={`style ${isIdle ? 'is-idle' : ''}`}>
      <p class="style-head">
        <code class="style-selector">
          {around.map((rule) => (
            <span class="style-around" key={rule}>
              {rule}
            </span>
          ))}
          {selector ?? 'style="…"'}
        </code>
        {place ? (
          <button type="button" class="place" onClick={() => void openPlace(place)}>
            {shortPlace(place.file)}:{place.line}
          </button>
        ) : (
          isOwn && <span class="style-own">Jink</span>
        )}
      </p>
      <ul>
        {declarations.map(({ property, value, important, isBeaten, place: own }, i) => (
          <li key={i} class={isBeaten ? 'is-beaten' : ''}>
            <Declaration text={`${property}: ${value}${important ? ' !important' : ''}`} isBeaten={isBeaten} />
            {own && place && (own.line !== place.line || own.file !== place.file) && (
              <button type="button" class="place" onClick={() => void openPlace(own)}>
                {own.file === place.file ? `:${own.line}` : `${shortPlace(own.file)}:${own.line}`}
              </button>
            )}
          </li>
        ))}
      </ul>
      {inHead && !isIdle && <p class="style-note">Stays in the head</p>}
    </div>
  );
}

function Declaration({ text, isBeaten }: { text: string; isBeaten: boolean }) {
  return isBeaten ? (
    <s>
      <code>{text}</code>
    </s>
  ) : (
    <code>{text}</code>
  );
}

/** The file's name: the folders are those of the project's styles. */
function shortPlace(file: string): string {
  return file.split('/').at(-1)!;
}
