import { html } from '@codemirror/lang-html';
import { openSearchPanel } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { common } from './common';
import { replaceText } from './replace-text';

export interface ViewerOptions {
  text: string;
  language: 'html' | 'text';
  hasTags: boolean;
  /** For screen readers. */
  label: string;
  wraps: boolean;
}

export interface Viewer {
  show(text: string): void;
  wrap(wraps: boolean): void;
  search(): void;
  close(): void;
}

/** Shows code that nobody can change. */
export function createViewer(parent: HTMLElement, { text, language, hasTags, label, wraps }: ViewerOptions): Viewer {
  const wrapping = new Compartment();
  const wrap = (on: boolean): Extension => (on ? EditorView.lineWrapping : []);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        common,
        language === 'html' ? html() : [],
        hasTags ? handlebarsTags : [],
        wrapping.of(wrap(wraps)),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      ],
    }),
  });
  return {
    show: (next) => replaceText(view, next),
    wrap: (on) => view.dispatch({ effects: wrapping.reconfigure(wrap(on)) }),
    search: () => openSearchPanel(view),
    close: () => view.destroy(),
  };
}

const matcher = new MatchDecorator({
  regexp: /\{\{\{?[^{}]*\}?\}\}/g,
  decoration: Decoration.mark({ class: 'cm-handlebars' }),
});

const handlebarsTags = ViewPlugin.define(
  (view) => ({
    marks: matcher.createDeco(view),
    update(update: ViewUpdate) {
      this.marks = matcher.updateDeco(update, this.marks);
    },
  }),
  { decorations: ({ marks }) => marks },
);
