/** How the use of a feature of caniemail.com is recognised in an email. */
export type Matcher =
  /** One of these properties is declared, with a value that fits. */
  | { kind: 'css'; properties?: readonly string[]; value?: RegExp; impact?: Impact }
  | { kind: 'selector'; pattern: RegExp; impact?: Impact }
  | { kind: 'at'; pattern: RegExp; impact?: Impact }
  | { kind: 'element'; names: readonly string[]; when?: readonly [attribute: string, value: RegExp]; impact?: Impact }
  | { kind: 'attribute'; names: readonly string[]; value?: RegExp; impact?: Impact }
  | { kind: 'image'; pattern: RegExp; impact?: Impact }
  /** Another rule tells it, with more to say. */
  | { kind: 'told'; rule: string }
  /** Nothing an author does can be found wrong by it. */
  | { kind: 'none'; because: string };

/** What readers lose where a client does not support it: a bit of looks without. */
export type Impact = 'layout' | 'content';

const property = (names: string, impact?: Impact, value?: RegExp): Matcher => ({
  kind: 'css',
  properties: names.split(' '),
  ...(value && { value }),
  ...(impact && { impact }),
});

const value = (pattern: RegExp, impact?: Impact): Matcher => ({
  kind: 'css',
  value: pattern,
  ...(impact && { impact }),
});

const selector = (pattern: RegExp, impact?: Impact): Matcher => ({
  kind: 'selector',
  pattern,
  ...(impact && { impact }),
});

const at = (pattern: RegExp, impact?: Impact): Matcher => ({ kind: 'at', pattern, ...(impact && { impact }) });

const element = (names: string, impact?: Impact): Matcher => ({
  kind: 'element',
  names: names.split(' '),
  ...(impact && { impact }),
});

const attributes = (names: string, impact?: Impact, written?: RegExp): Matcher => ({
  kind: 'attribute',
  names: names.split(' '),
  ...(written && { value: written }),
  ...(impact && { impact }),
});

const image = (pattern: RegExp): Matcher => ({ kind: 'image', pattern, impact: 'content' });

const told = (rule: string): Matcher => ({ kind: 'told', rule });

const none = (because: string): Matcher => ({ kind: 'none', because });

const EVERYWHERE = 'It is supported wherever a mail is read.';
const BY_RULE = 'What matters is told by rules of their own.';

/** Slugs of caniemail.com that are `css-` and the property's own name, and lose looks alone. */
const LOOKS =
  'accent-color animation aspect-ratio backdrop-filter background-blend-mode background-clip background-origin background-position background-repeat background-size border-collapse border-image border-radius border-spacing border box-shadow caption-side clip-path color-scheme cursor direction empty-cells filter font-kerning font-size font-stretch font-weight font hyphenate-character hyphenate-limit-chars hyphens letter-spacing line-height list-style-image list-style-position list-style-type list-style mask-image max-block-size max-height max-inline-size min-block-size min-height min-inline-size min-width mix-blend-mode object-fit object-position opacity orphans outline-offset outline overflow-wrap overflow resize shape-margin shape-outside tab-size table-layout text-align-last text-align text-decoration-color text-decoration-line text-decoration-skip-ink text-decoration-style text-decoration-thickness text-decoration text-emphasis-position text-emphasis text-indent text-justify text-overflow text-shadow text-transform text-underline-offset text-underline-position text-wrap transition user-select vertical-align white-space-collapse white-space widows word-break word-spacing word-wrap inline-size box-sizing'.split(
    ' ',
  );

/** The same where the layout breaks. */
const LAYOUT =
  'align-items clear column-count flex-direction flex-wrap float inset justify-content position text-orientation transform visibility writing-mode z-index'.split(
    ' ',
  );

const unit = (name: string, impact?: Impact) => value(new RegExp(`(?<![\\w.-])[\\d.]+${name}(?![\\w-])`, 'i'), impact);

const call = (name: string, impact?: Impact) => value(new RegExp(`(?<![\\w-])${name}\\(`, 'i'), impact);

const pseudo = (name: string) => selector(new RegExp(`::?${name}(?![\\w-])`));

/** By the slug of caniemail.com: `https://www.caniemail.com/features/<slug>/`. */
export const FEATURES: Readonly<Record<string, Matcher>> = {
  ...Object.fromEntries(LOOKS.map((name) => [`css-${name}`, property(name)])),
  ...Object.fromEntries(LAYOUT.map((name) => [`css-${name}`, property(name, 'layout')])),
  'css-at-font-face': told('webfont-fallback'),
  'css-at-import': told('external-css'),
  'css-at-keyframes': at(/^@keyframes/),
  'css-at-media': at(/^@media\b/),
  'css-at-media-device-pixel-ratio': at(/device-pixel-ratio/),
  'css-at-media-hover': at(/\((any-)?hover/),
  'css-at-media-orientation': at(/orientation/),
  'css-at-media-prefers-color-scheme': at(/prefers-color-scheme/),
  'css-at-media-prefers-reduced-motion': at(/prefers-reduced-motion/),
  'css-at-supports': at(/^@supports/),
  'css-background': told('background-shorthand'),
  'css-background-color': none(EVERYWHERE),
  'css-background-image': told('background-image-no-vml'),
  'css-block-inline-size': property('block-size inline-size'),
  'css-border-inline-block': property('border-inline border-block'),
  'css-border-inline-block-individual': property(
    'border-inline-width border-inline-style border-inline-color border-block-width border-block-style border-block-color',
  ),
  'css-border-inline-block-longhand': property(
    'border-inline-start border-inline-end border-block-start border-block-end',
  ),
  'css-border-radius-logical': property(
    'border-start-start-radius border-start-end-radius border-end-start-radius border-end-end-radius',
  ),
  'css-column-layout-properties': property('columns column-width column-fill column-rule column-span', 'layout'),
  'css-comments': none('Jink leaves comments out of what it inlines.'),
  'css-conic-gradient': call('conic-gradient'),
  'css-display': none(BY_RULE),
  'css-display-flex': property('display', 'layout', /^(inline-)?flex$/),
  'css-display-grid': property('display', 'layout', /^(inline-)?grid$/),
  'css-display-none': told('display-none-nested-table'),
  'css-function-clamp': call('clamp'),
  'css-function-light-dark': call('light-dark'),
  'css-function-max': call('max'),
  'css-function-min': call('min'),
  'css-gap': property('gap column-gap row-gap'),
  'css-grid-template': property('grid-template grid-template-columns grid-template-rows grid-template-areas', 'layout'),
  'css-height': none('Word alone has exceptions, of which word-box-model tells.'),
  'css-hsl': call('hsla?'),
  'css-important': none('Jink takes it out of attributes and writes it in the head as all clients read it.'),
  'css-intrinsic-size': value(/\b(fit|min|max)-content\b/),
  'css-left-right-top-bottom': property('left right top bottom', 'layout'),
  'css-linear-gradient': call('linear-gradient'),
  'css-radial-gradient': call('radial-gradient'),
  'css-margin': told('word-margin-auto'),
  'css-margin-block-start-end': property('margin-block-start margin-block-end'),
  'css-margin-inline-block': property('margin-inline margin-block'),
  'css-margin-inline-start-end': property('margin-inline-start margin-inline-end'),
  'css-max-width': none('A width beside it is what clients fall back to.'),
  'css-modern-color': told('gmail-style-kill'),
  'css-nesting': none('Jink unfolds nested rules.'),
  'css-padding': told('word-box-model'),
  'css-padding-block-start-end': property('padding-block-start padding-block-end'),
  'css-padding-inline-block': property('padding-inline padding-block'),
  'css-padding-inline-start-end': property('padding-inline-start padding-inline-end'),
  'css-pseudo-class-active': pseudo('active'),
  'css-pseudo-class-checked': pseudo('checked'),
  'css-pseudo-class-first-child': pseudo('first-child'),
  'css-pseudo-class-first-of-type': pseudo('first-of-type'),
  'css-pseudo-class-focus': pseudo('focus'),
  'css-pseudo-class-has': selector(/:has\(/),
  'css-pseudo-class-hover': pseudo('hover'),
  'css-pseudo-class-lang': selector(/:lang\(/),
  'css-pseudo-class-last-child': pseudo('last-child'),
  'css-pseudo-class-last-of-type': pseudo('last-of-type'),
  'css-pseudo-class-link': pseudo('link'),
  'css-pseudo-class-not': selector(/:not\(/),
  'css-pseudo-class-nth-child': pseudo('nth-child'),
  'css-pseudo-class-nth-last-child': pseudo('nth-last-child'),
  'css-pseudo-class-nth-last-of-type': pseudo('nth-last-of-type'),
  'css-pseudo-class-nth-of-type': pseudo('nth-of-type'),
  'css-pseudo-class-only-child': pseudo('only-child'),
  'css-pseudo-class-only-of-type': pseudo('only-of-type'),
  'css-pseudo-class-target': pseudo('target'),
  'css-pseudo-class-visited': pseudo('visited'),
  'css-pseudo-element-after': selector(/::?after(?![\w-])/, 'layout'),
  'css-pseudo-element-before': selector(/::?before(?![\w-])/, 'layout'),
  'css-pseudo-element-first-letter': pseudo('first-letter'),
  'css-pseudo-element-first-line': pseudo('first-line'),
  'css-pseudo-element-marker': pseudo('marker'),
  'css-pseudo-element-placeholder': pseudo('placeholder'),
  'css-rgb': told('gmail-style-kill'),
  'css-rgba': told('color-alpha'),
  'css-scroll-snap': property('scroll-snap-type scroll-snap-align scroll-snap-stop'),
  'css-selector-adjacent-sibling': selector(/[^\s>~]\s*\+(?!\d|\s*\d*n)/),
  'css-selector-attribute': selector(/\[[\w-]+/),
  'css-selector-chaining': told('chained-selector'),
  'css-selector-child': selector(/>/),
  'css-selector-class': selector(/\.[\w-]/),
  'css-selector-descendant': selector(/[\w\])]\s+[\w.#[*:]/),
  'css-selector-general-sibling': selector(/~(?!=)/),
  'css-selector-grouping': none('It is the style element that is missing where this is.'),
  'css-selector-id': selector(/#[\w-]/),
  'css-selector-type': selector(/(^|[\s>+~])[a-z][\w-]*/i),
  'css-selector-universal': selector(/\*(?!=)/),
  'css-sytem-ui': property('font-family font', undefined, /\b(system-ui|ui-(serif|sans-serif|rounded|monospace))\b/),
  'css-unit-calc': call('calc', 'layout'),
  'css-unit-ch': unit('ch'),
  'css-unit-cm': unit('cm'),
  'css-unit-em': unit('em'),
  'css-unit-ex': unit('ex'),
  'css-unit-in': unit('in'),
  'css-unit-initial': value(/^(initial|unset|revert)$/),
  'css-unit-mm': unit('mm'),
  'css-unit-pc': unit('pc'),
  'css-unit-percent': none(EVERYWHERE),
  'css-unit-pt': unit('pt'),
  'css-unit-px': none(EVERYWHERE),
  'css-unit-rem': unit('rem', 'layout'),
  'css-unit-vh': unit('vh'),
  'css-unit-vmax': unit('vmax'),
  'css-unit-vmin': unit('vmin'),
  'css-unit-vw': unit('vw'),
  'css-variables': told('css-var'),
  'css-width': told('word-box-model'),
  'html-abbr': element('abbr'),
  'html-acronym': element('acronym'),
  'html-address': element('address'),
  'html-align': attributes('align'),
  'html-anchor-links': attributes('href', undefined, /^#./),
  'html-aria-describedby': attributes('aria-describedby'),
  'html-aria-hidden': attributes('aria-hidden'),
  'html-aria-label': attributes('aria-label'),
  'html-aria-labelledby': attributes('aria-labelledby'),
  'html-aria-live': attributes('aria-live'),
  'html-audio': element('audio', 'layout'),
  'html-background': told('background-image-no-vml'),
  'html-base': told('forbidden-element'),
  'html-bdi': element('bdi'),
  'html-blockquote': element('blockquote'),
  'html-body': none('Every email has one.'),
  'html-button-reset': told('forbidden-element'),
  'html-button-submit': told('forbidden-element'),
  'html-cellpadding': attributes('cellpadding'),
  'html-cellspacing': attributes('cellspacing'),
  'html-code': element('code'),
  'html-comments': none(EVERYWHERE),
  'html-del': element('del'),
  'html-dfn': element('dfn'),
  'html-dialog': element('dialog', 'content'),
  'html-dir': attributes('dir'),
  'html-div': element('div'),
  'html-doctype': none('Jink writes it for those that read it.'),
  'html-form': told('forbidden-element'),
  'html-h1-h6': element('h1 h2 h3 h4 h5 h6'),
  'html-height': none('Word alone has exceptions.'),
  'html-hidden': attributes('hidden', 'layout'),
  'html-hr': element('hr'),
  'html-image-maps': element('map', 'layout'),
  'html-img': element('img'),
  'html-input-checkbox': told('forbidden-element'),
  'html-input-hidden': told('forbidden-element'),
  'html-input-radio': told('forbidden-element'),
  'html-input-reset': told('forbidden-element'),
  'html-input-submit': told('forbidden-element'),
  'html-input-text': told('forbidden-element'),
  'html-lang': none('Clients that drop it are not worse off for it.'),
  'html-link': told('external-css'),
  'html-lists': element('ul ol dl'),
  'html-loading-attribute': attributes('loading'),
  'html-mailto-links': attributes('href', undefined, /^mailto:/i),
  'html-marquee': element('marquee', 'layout'),
  'html-meta-color-scheme': none('Clients that do not read it are not worse off for it.'),
  'html-meter': element('meter', 'layout'),
  'html-object': told('forbidden-element'),
  'html-p': element('p'),
  'html-picture': element('picture'),
  'html-popover': attributes('popover', 'layout'),
  'html-pre': element('pre'),
  'html-progress': element('progress', 'layout'),
  'html-required': attributes('required'),
  'html-role': none('Clients that drop it are not worse off for it.'),
  'html-rp': element('rp'),
  'html-rt': element('rt'),
  'html-ruby': element('ruby'),
  'html-select': told('forbidden-element'),
  'html-semantics': element('article aside details figcaption figure footer header main mark nav section summary time'),
  'html-small': element('small'),
  'html-span': element('span'),
  'html-srcset': attributes('srcset sizes'),
  'html-strike': element('strike'),
  'html-strong': element('strong'),
  'html-style': none('Jink inlines styles because of it.'),
  'html-svg': told('svg-image'),
  'html-table': element('table'),
  'html-target': none('Clients open links where they like.'),
  'html-textarea': told('forbidden-element'),
  'html-valign': attributes('valign'),
  'html-video': element('video', 'layout'),
  'html-wbr': element('wbr'),
  'html-width': none('Word alone has exceptions, of which img-width-attr tells.'),
  'image-apng': image(/\.apng$/i),
  'image-avif': image(/\.avif$/i),
  'image-base64': told('base64-image'),
  'image-bmp': image(/\.bmp$/i),
  'image-gif': image(/\.gif$/i),
  'image-hdr': image(/\.hdr$/i),
  'image-heif': image(/\.hei[fc]$/i),
  'image-ico': image(/\.ico$/i),
  'image-jpg': image(/\.jpe?g$/i),
  'image-mp4': image(/\.mp4$/i),
  'image-png': image(/\.png$/i),
  'image-svg': told('svg-image'),
  'image-tiff': image(/\.tiff?$/i),
  'image-webp': image(/\.webp$/i),
  amp: none('Jink writes no AMP.'),
  bimi: none('It is a matter of the sender, not of the email.'),
};
