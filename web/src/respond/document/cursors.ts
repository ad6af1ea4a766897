import type { Present } from '@muster/contract/platform/live-document';
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import { tintOf } from './tints.ts';

const key = new PluginKey<DecorationSet>('cursors');

/** Shows where the others are, and tells them where this one is. Positions stay at their letters while others write. */
export const Cursors = Extension.create<{ connection: Connection | null }>({
  name: 'cursors',
  addOptions: () => ({ connection: null }),
  addProseMirrorPlugins() {
    const { connection } = this.options;
    return connection ? [cursorPlugin(connection)] : [];
  },
});

function cursorPlugin(connection: Connection): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, shown, _before, state) {
        if (transaction.getMeta(key) === undefined && !transaction.docChanged) return shown;
        return DecorationSet.create(state.doc, decorationsOf(state, connection.state().people));
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleDOMEvents: {
        focus: (view) => tell(view, connection),
        blur() {
          connection.present(null);
          return false;
        },
      },
    },
    view(view) {
      let shown = connection.state().people;
      const leave = connection.subscribe(() => {
        const { people } = connection.state();
        if (people === shown || view.isDestroyed) return;
        shown = people;
        view.dispatch(view.state.tr.setMeta(key, true));
      });
      return {
        update(now, before) {
          if (now.hasFocus() && !now.state.selection.eq(before.selection)) tell(now, connection);
        },
        destroy: leave,
      };
    },
  });
}

function tell(view: EditorView, connection: Connection): false {
  const sync = syncOf(view.state);
  if (sync) {
    const { anchor, head } = view.state.selection;
    const at = (position: number): unknown =>
      absolutePositionToRelativePosition(position, sync.type, sync.mapping);
    connection.present({ anchor: at(anchor), head: at(head) });
  }
  return false;
}

interface Sync {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3];
}

/** What the binding of the two documents keeps; null until it is bound. */
function syncOf(state: EditorState): Sync | null {
  const bound:
    | { doc?: Y.Doc; type?: Y.XmlFragment; binding?: { mapping: Sync['mapping'] } | null }
    | undefined = ySyncPluginKey.getState(state);
  if (!bound?.doc || !bound.type || !bound.binding) return null;
  return { doc: bound.doc, type: bound.type, mapping: bound.binding.mapping };
}

function decorationsOf(state: EditorState, people: readonly Present[]): Decoration[] {
  const sync = syncOf(state);
  if (!sync) return [];
  return people.flatMap(({ id, person, cursor }) => {
    const anchor = positionOf(sync, cursor, 'anchor');
    const head = positionOf(sync, cursor, 'head');
    if (anchor === null || head === null) return [];
    const most = Math.max(state.doc.content.size - 1, 0);
    const [from, to] = [Math.min(anchor, head, most), Math.min(Math.max(anchor, head), most)];
    const tint = tintOf(person);
    const caret = Decoration.widget(Math.min(head, most), () => caretOf(person, tint), { key: id, side: 10 });
    return from === to
      ? [caret]
      : [caret, Decoration.inline(from, to, { class: `doc-chosen doc-tint-${tint}` })];
  });
}

/** A cursor comes from somebody else's browser; one that makes no sense is not shown. */
function positionOf({ doc, type, mapping }: Sync, cursor: unknown, end: 'anchor' | 'head'): number | null {
  if (typeof cursor !== 'object' || cursor === null) return null;
  try {
    const position = Y.createRelativePositionFromJSON(Reflect.get(cursor, end));
    return relativePositionToAbsolutePosition(doc, type, position, mapping);
  } catch {
    return null;
  }
}

function caretOf(person: string, tint: number): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `doc-caret doc-tint-${tint}`;
  caret.setAttribute('aria-hidden', 'true');
  // Shown by the style sheet, so that a name is never part of the text, of a copy or of a search.
  caret.dataset.name = person;
  return caret;
}
