import { liveDocumentPath } from '@muster/contract/respond/document';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type Connection, type LineState, openConnection, type Surroundings } from './connection.ts';

/** The connection of one document while the panel stands; null in the moment before it is made. */
export function useConnection(incident: string): Connection | null {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const made = openConnection(browserFor(incident));
    setConnection(made);
    const leave = followNetwork(made);
    return () => {
      leave();
      made.close();
      setConnection(null);
    };
  }, [incident]);
  return connection;
}

export function useLine(connection: Connection): LineState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}

function browserFor(incident: string): Surroundings {
  const address = new URL(liveDocumentPath(incident), location.href.replace(/^http/, 'ws'));
  return {
    connect: () => new WebSocket(address),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  };
}

/** A browser that leaves a network keeps its sockets for minutes; and nobody is to close a tab that holds edits. */
function followNetwork(connection: Connection): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (connection.state().waiting > 0) event.preventDefault();
  };
  addEventListener('online', connection.hurry);
  addEventListener('offline', connection.lose);
  addEventListener('beforeunload', warn);
  return () => {
    removeEventListener('online', connection.hurry);
    removeEventListener('offline', connection.lose);
    removeEventListener('beforeunload', warn);
  };
}
