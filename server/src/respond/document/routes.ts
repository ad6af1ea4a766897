import { getDocument } from '@muster/contract/respond/document';
import type { ApiLimits } from '../../platform/http/limits.ts';
import { type Plugin, type Route, route } from '../../platform/http/route.ts';
import type { Authenticate } from '../../platform/http/server.ts';
import { openSockets } from '../../platform/http/sockets.ts';
import { sayInPassing } from '../../platform/news.ts';
import { createRooms } from '../../platform/realtime/rooms.ts';
import { documentIn, documentStore, topicOf } from './actions.ts';
import type { DocumentOwner, OfIncident } from './model.ts';
import { documentView } from './views.ts';

export function documentRoutes({ idOf, templateOf }: Pick<OfIncident, 'idOf' | 'templateOf'>): Route[] {
  return [
    route(getDocument, async ({ platform, caller, params, query }) => {
      const incident = await idOf(platform, caller.actor, params.ref);
      const at = query.at === undefined ? null : Temporal.Instant.from(query.at);
      return documentView(platform.db, incident, {
        at,
        template: (await templateOf(platform, incident)) ?? '',
      });
    }),
  ];
}

/** The way in for those who write: `/live/documents/<id of what it belongs to>`. */
export function documentPlugin(
  { mayEdit, templateOf, isTelling }: DocumentOwner,
  { authenticate, limits }: { authenticate: Authenticate; limits: ApiLimits },
): Plugin {
  return (server, platform) => {
    const { news } = platform;
    const rooms = createRooms({
      ...platform,
      store: documentStore(platform, templateOf),
      say: (incident, text) => sayInPassing(platform, topicOf(incident), text),
    });
    news.hear((about, text) => {
      const incident = documentIn(about);
      if (incident !== null) rooms.heard(incident, text);
    });
    news.watch((topics) => {
      // A node that has lost its line for a while has missed it all.
      if (topics.includes('*')) rooms.catchUp(null);
      for (const topic of topics) {
        const incident = documentIn(topic);
        if (incident !== null) rooms.catchUp(incident);
      }
    });
    openSockets(server, platform, {
      authenticate,
      limits,
      mayEnter: (actor, incident) => mayEdit(platform, actor, incident),
      isTelling,
      talk: ({ id, actor, about, send, close }) =>
        rooms.enter(about, { id, person: actor.name, send, close }),
      settled: rooms.settled,
    });
  };
}
