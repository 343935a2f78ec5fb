import { defaultKeymap } from '@codemirror/commands';
import { foldGutter, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.atom, tags.docString, tags.meta], color: 'var(--code-keyword)' },
  { tag: [tags.propertyName, tags.attributeName, tags.className], color: 'var(--code-name)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-string)' },
  { tag: [tags.number, tags.color, tags.unit], color: 'var(--code-number)' },
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--code-tag)' },
  { tag: [tags.comment], color: 'var(--muted)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: '12px / 19px var(--mono)', scrollbarWidth: 'thin' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'var(--surface)', border: 'none', paddingLeft: '4px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', fontSize: '11px' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warning-soft)', outline: '1px solid var(--warning)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-handlebars': { color: 'var(--accent-text)', backgroundColor: 'var(--accent-soft)', borderRadius: '3px' },
  '.cm-handlebars span': { color: 'inherit' },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--side)', borderColor: 'var(--line) !important' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 8px',
    padding: '8px 36px 8px 12px',
    font: '12px / 18px var(--font)',
  },
  '.cm-panel.cm-search [name=select], .cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    margin: '0',
    fontSize: '12px',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--accent)' },
  '.cm-panel.cm-search [name=close]': {
    top: '8px',
    right: '10px',
    width: '24px',
    height: '26px',
    fontSize: '18px',
    color: 'var(--muted)',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search .cm-textfield': {
    flex: '1 1 130px',
    minWidth: '0',
    height: '26px',
    margin: '0',
    padding: '0 8px',
    font: 'inherit',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
  },
  '.cm-panel.cm-search .cm-button': {
    height: '26px',
    margin: '0',
    padding: '0 8px',
    font: 'inherit',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    textTransform: 'capitalize',
  },
  '.cm-tooltip': {
    overflow: 'hidden',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { font: '12px / 18px var(--mono)', maxHeight: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-soft)', color: 'var(--accent-text)' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionInfo': { padding: '6px 10px', font: '12px / 18px var(--font)' },
  '.cm-diagnostic': { padding: '6px 10px', font: '12px / 18px var(--font)', borderLeft: 'none' },
  '.cm-diagnostic-error': { color: 'var(--error)' },
  '.cm-diagnostic-warning': { color: 'var(--warning)' },
  '.cm-schema-hint': { padding: '6px 10px', maxWidth: '320px', font: '12px / 18px var(--font)' },
  '.cm-schema-hint code': { color: 'var(--code-name)' },
  '.cm-schema-hint p': { color: 'var(--muted)' },
});

/** What every editor of the page has: colours by the tokens, search, folding. */
export const common: Extension = [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  EditorState.tabSize.of(2),
  syntaxHighlighting(highlighting),
  highlightSelectionMatches({ minSelectionLength: 2 }),
  search({ top: true }),
  keymap.of([...searchKeymap, ...defaultKeymap]),
  look,
];
