import { useEffect } from 'react';
import { LiveDocument } from '../../respond/document/live-document.tsx';
import { useConnection } from '../../respond/document/use-connection.ts';
import { textOf } from './live-text.ts';
import { words } from './messages.ts';

interface Props {
  id: string;
  /** Told of the text whenever nobody has typed for a moment. */
  onText: (text: string) => void;
}

/** The text that everybody writes at once. */
export function Written({ id, onText }: Props) {
  // Shared with the editor.
  const connection = useConnection(id);
  useEffect(() => {
    if (!connection) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => onText(textOf(connection.doc));
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(read, 400);
    };
    read();
    connection.doc.on('update', later);
    return () => {
      clearTimeout(timer);
      connection.doc.off('update', later);
    };
  }, [connection, onText]);
  return <LiveDocument incident={id} title={words.document} />;
}
