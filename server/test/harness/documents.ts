/** Nodes with nothing but live documents, and what is waited for of those who write in them. */
import type { FastifyInstance } from 'fastify';
import { expect, vi } from 'vitest';
import { authenticate } from '../../src/catalog/module.ts';
import { createApiLimits } from '../../src/platform/http/limits.ts';
import { createHttp } from '../../src/platform/http/server.ts';
import type { OfIncident } from '../../src/respond/document/model.ts';
import { documentPlugin, documentRoutes } from '../../src/respond/document/routes.ts';
import { type Door, type Editor, openEditor } from './editor.ts';
import type { Slice } from './slice.ts';

/** One node: the application, and beside it a server with nothing but documents. */
export interface Node {
  slice: Slice;
  http: FastifyInstance;
  address: string;
}
export async function serve(slice: Slice, ofIncident: OfIncident): Promise<Node> {
  const { platform } = slice;
  const whoAsks = (credential: Parameters<typeof authenticate>[1]) => authenticate(platform, credential);
  const limits = createApiLimits({ known: 1e6, strangers: 1e6 }, platform.metrics, () => 0);
  const http = createHttp({
    platform,
    authenticate: whoAsks,
    routes: documentRoutes(ofIncident),
    limits,
    plugins: [documentPlugin(ofIncident, { authenticate: whoAsks, limits })],
    checkAnswers: true,
  });
  return { slice, http, address: await http.listen({ host: '127.0.0.1', port: 0 }) };
}

export async function saved(editor: Editor, number: number): Promise<void> {
  await vi.waitFor(() => expect([...editor.saved]).toContain(number), { interval: 5, timeout: 3_000 });
}

export async function agree(...editors: Editor[]): Promise<void> {
  await vi.waitFor(
    () => {
      for (const editor of editors) expect(editor.text()).toBe(editors[0]?.text());
    },
    { interval: 5, timeout: 3_000 },
  );
}

export async function shown(text: string, editor: Editor): Promise<void> {
  await vi.waitFor(() => expect(editor.text()).toContain(text), { interval: 5, timeout: 3_000 });
}

export async function closed(editor: Editor, code: number): Promise<void> {
  await vi.waitFor(() => expect(editor.closedWith()).toBe(code), { interval: 5, timeout: 3_000 });
}

/** The status with which somebody is refused at the door. */
export async function refusalOf(door: Door, incident: string): Promise<string> {
  const failed = openEditor(() => door, incident);
  return failed.then(
    (editor) => {
      editor.close();
      return 'let in';
    },
    (error: Error) => error.message.replace('Unexpected server response: ', ''),
  );
}
