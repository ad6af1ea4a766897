/** A person at their own account: what they can do to a page, each thing done through the API. */
import * as pages from '@muster/contract/oncall/pages';
import type { Client } from '@muster/contract/platform/client';

type OfPage = { id: string };

export interface Responder {
  /** The typed client with this person's token. */
  client(): Promise<Client>;
  acknowledge(page: OfPage): Promise<pages.Page>;
  unacknowledge(page: OfPage): Promise<pages.Page>;
  resolve(page: OfPage): Promise<pages.Page>;
  escalate(page: OfPage, toStep?: number): Promise<pages.Page>;
  snooze(page: OfPage, minutes: number): Promise<pages.Page>;
  reassign(page: OfPage, to: { users: string[] } | { policy: string }): Promise<pages.Page>;
}

/** `open` signs in; `settle` is awaited after everything that is done. */
export function responder(open: () => Promise<Client>, settle: () => Promise<void>): Responder {
  let opened: Promise<Client> | undefined;
  const client = () => {
    opened ??= open();
    return opened;
  };
  const after = async (act: (call: Client) => Promise<pages.Page>) => {
    const page = await act(await client());
    await settle();
    return page;
  };
  return {
    client,
    acknowledge: ({ id }) => after((call) => call(pages.acknowledgePage, { params: { id } })),
    unacknowledge: ({ id }) => after((call) => call(pages.unacknowledgePage, { params: { id } })),
    resolve: ({ id }) => after((call) => call(pages.resolvePage, { params: { id } })),
    escalate: ({ id }, toStep) =>
      after((call) =>
        call(pages.escalatePage, { params: { id }, body: toStep === undefined ? {} : { toStep } }),
      ),
    snooze: ({ id }, minutes) =>
      after((call) => call(pages.snoozePage, { params: { id }, body: { minutes } })),
    reassign: ({ id }, to) => after((call) => call(pages.reassignPage, { params: { id }, body: to })),
  };
}
