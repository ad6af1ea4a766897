import { type Block, markdownOf } from '@muster/contract/respond/document-text';
import { Extension } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What is pasted may be as long as this; more is a file, not a note. */
const longestPaste = 200_000;

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
    // Loaded behind the editor, and not at the first paste: there may be no connection then.
    const reader = import('./markdown.ts');
    const insertWith = (view: EditorView, text: string, at?: number) => {
      if (text.length > longestPaste) tooLong();
      else if (text !== '')
        void reader.then(({ blocksOfMarkdown }) => insert(view, { text, at, blocksOf: blocksOfMarkdown }));
    };
    return [
      new Plugin({
        props: {
          clipboardTextSerializer: (slice) => textOf(slice),
          handleDOMEvents: {
            paste(view, event) {
              event.preventDefault();
              insertWith(view, event.clipboardData?.getData('text/plain') ?? '');
              return true;
            },
            drop(view, event) {
              // What is moved within the document is no text from outside.
              if (view.dragging) return false;
              event.preventDefault();
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
              const text = event.dataTransfer?.getData('text/plain') ?? '';
              if (at) insertWith(view, text, at.pos);
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

interface Pasted {
  text: string;
  /** Where it was dropped; where the cursor is when it was pasted. */
  at: number | undefined;
  blocksOf(markdown: string): Block[];
}

function insert(view: EditorView, { text, at, blocksOf }: Pasted): void {
  if (view.isDestroyed) return;
  const { state } = view;
  const { $from } = state.selection;
  const slice =
    $from.parent.type.spec.code === true
      ? new Slice(Fragment.from(state.schema.text(text)), 0, 0)
      : sliceOf(blocksOf(text), state.schema);
  const transaction =
    at === undefined ? state.tr.replaceSelection(slice) : state.tr.replaceRange(at, at, slice);
  view.dispatch(transaction.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

/** Open at both ends, so that what is pasted into a paragraph goes on in it. */
function sliceOf(blocks: readonly Block[], schema: Schema): Slice {
  return Slice.maxOpen(Fragment.from(blocks.map((block): Node => schema.nodeFromJSON(block))));
}
