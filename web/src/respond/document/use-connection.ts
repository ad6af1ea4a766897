import { liveDocumentPath } from '@muster/contract/respond/document';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type Connection, type LineState, openConnection } from './connection.ts';
import type { Surroundings } from './line.ts';

/** The connections of this tab by incident, and how many panels use each. */
const open = new Map<string, { connection: Connection; users: number; leave: () => void }>();

/** The connection of one document while the panel stands; null in the moment before it is made. */
export function useConnection(incident: string): Connection | null {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    setConnection(take(incident));
    return () => {
      release(incident);
      setConnection(null);
    };
  }, [incident]);
  return connection;
}

export function useLine(connection: Connection): LineState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}

function take(incident: string): Connection {
  const known = open.get(incident);
  if (known) {
    known.users += 1;
    return known.connection;
  }
  const connection = openConnection(browserFor(incident));
  const leave = followNetwork(connection);
  open.set(incident, { connection, users: 1, leave });
  connection.subscribe(() => closeIfDone(incident));
  return connection;
}

function release(incident: string): void {
  const known = open.get(incident);
  if (!known) return;
  known.users -= 1;
  known.connection.present(null);
  closeIfDone(incident);
}

/** Whoever turns to another tab of the screen must not lose what is not saved: the connection outlives the panel. */
function closeIfDone(incident: string): void {
  const known = open.get(incident);
  if (!known || known.users > 0) return;
  const { line, waiting } = known.connection.state();
  if (waiting > 0 && line !== 'refused') return;
  open.delete(incident);
  known.leave();
  known.connection.close();
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
