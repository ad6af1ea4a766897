import { isSafeLink } from '@muster/contract/respond/document-text';
import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent, useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect } from 'react';
import { Section } from '../../ui/section.tsx';
import { say } from '../../ui/toast.tsx';
import { MarkdownClipboard } from './clipboard.ts';
import type { Connection, LineState } from './connection.ts';
import { Cursors } from './cursors.ts';
import './document.css';
import { LineMark } from './line-mark.tsx';
import { words } from './messages.ts';
import { Others } from './others.tsx';
import { Toolbar } from './toolbar.tsx';
import { useConnection, useLine } from './use-connection.ts';

/** The text that everybody on the incident writes at once. `incident` is its id: what it is called may change. */
export function LiveDocument({ incident, title = words.title }: { incident: string; title?: string }) {
  const connection = useConnection(incident);
  return connection ? <Connected connection={connection} title={title} /> : null;
}

function Connected({ connection, title }: { connection: Connection; title: string }) {
  const state = useLine(connection);
  return (
    <Section title={title} beside={<LineMark {...state} />}>
      <Notices {...state} />
      <div className="rounded-lg border border-line bg-raised has-[.ProseMirror:focus]:border-accent">
        {state.isLoaded ? (
          <Writing connection={connection} isOpen={state.line !== 'refused'} />
        ) : (
          <p className="p-4 text-sm text-quiet">{words.loading}</p>
        )}
      </div>
      <div className="mt-2 min-h-6">
        <Others people={state.people} />
      </div>
    </Section>
  );
}

function Notices({ line, waiting, isLoaded, isFull }: LineState) {
  const text = [
    line === 'away' && isLoaded && words.awayText,
    line === 'refused' && words.refusedText,
    line === 'refused' && waiting > 0 && words.refusedWaiting(waiting),
    isFull && words.full,
  ].filter((part) => part !== false);
  if (text.length === 0) return null;
  return <p className="mb-2 rounded-md bg-warning-soft px-3 py-2 text-sm">{text.join(' ')}</p>;
}

/** The editor; there once the document is, so that nothing is written before it. */
function Writing({ connection, isOpen }: { connection: Connection; isOpen: boolean }) {
  const editor = useEditor({ ...options, extensions: extensionsFor(connection) }, [connection]);
  useEffect(() => {
    editor.setEditable(isOpen);
  }, [editor, isOpen]);
  return (
    <>
      <Toolbar editor={editor} />
      <div className="doc-text">
        <EditorContent editor={editor} />
      </div>
    </>
  );
}

const options = {
  // The styles are in document.css: the content security policy lets no script add its own.
  injectCSS: false,
  // As JSON: a text would be read as HTML, which the policy forbids as well. What is shown is the shared document.
  content: { type: 'doc', content: [{ type: 'paragraph' }] },
  editorProps: {
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': words.label, spellcheck: 'true' },
  },
};

function extensionsFor(connection: Connection) {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: false,
        isAllowedUri: isSafeLink,
        HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
      },
      underline: false,
      dropcursor: false,
      // Undoing is the shared document's, which takes back one's own changes only.
      undoRedo: false,
      // Each of many browsers would add one.
      trailingNode: false,
    }),
    Collaboration.configure({ document: connection.doc, field: 'body' }),
    Cursors.configure({ connection }),
    MarkdownClipboard.configure({ tooLong: () => say(words.tooLong, 'warning') }),
  ];
}
