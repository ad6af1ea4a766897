import { markdownOf } from '@muster/contract/respond/document-text';
import { Extension } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { blocksOfMarkdown, longestPaste } from './markdown.ts';

/**
 * The document speaks Markdown: what is copied is Markdown, and what is pasted or dropped is read as Markdown. HTML of
 * the clipboard is never read at all, so that no page that something is copied from can bring anything along.
 */
export const MarkdownClipboard = Extension.create<{ tooLong(): void }>({
  name: 'markdownClipboard',
  // Before the editor's own, which would read HTML.
  priority: 1_000,
  addOptions: () => ({ tooLong: () => undefined }),
  addProseMirrorPlugins() {
    const { tooLong } = this.options;
    return [
      new Plugin({
        props: {
          clipboardTextSerializer: (slice) => textOf(slice),
          handleDOMEvents: {
            paste(view, event) {
              event.preventDefault();
              insert(view, event.clipboardData?.getData('text/plain') ?? '', tooLong);
              return true;
            },
            drop(view, event) {
              // What is moved within the document is no text from outside.
              if (view.dragging) return false;
              event.preventDefault();
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
              const text = event.dataTransfer?.getData('text/plain') ?? '';
              if (at) insert(view, text, tooLong, at.pos);
              return true;
            },
          },
        },
      }),
    ];
  },
});

/** A part of one paragraph is copied as its text; blocks as what they are. */
function textOf(slice: Slice): string {
  const blocks: unknown = slice.content.toJSON();
  return Array.isArray(blocks) ? markdownOf(blocks).trimEnd() : '';
}

function insert(view: EditorView, text: string, tooLong: () => void, at?: number): void {
  if (text === '') return;
  if (text.length > longestPaste) {
    tooLong();
    return;
  }
  const { state } = view;
  const { $from } = state.selection;
  const isCode = $from.parent.type.spec.code === true;
  const slice = isCode
    ? new Slice(Fragment.from(state.schema.text(text)), 0, 0)
    : sliceOf(text, state.schema);
  const transaction =
    at === undefined ? state.tr.replaceSelection(slice) : state.tr.replaceRange(at, at, slice);
  view.dispatch(transaction.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

/** Open at both ends, so that what is pasted into a paragraph goes on in it. */
function sliceOf(text: string, schema: Schema): Slice {
  const nodes = blocksOfMarkdown(text).map((block): Node => schema.nodeFromJSON(block));
  return Slice.maxOpen(Fragment.from(nodes));
}
