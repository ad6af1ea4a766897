import { newsOut } from '@muster/contract/inform/news';
import { createUpdate } from '@muster/contract/inform/updates';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { auditSubject, hintAbout, publishUpdate, seenIncident } from '../../respond/index.ts';
import { decideSent } from './decide.ts';
import { forgetDraft, saveDraft } from './store.ts';

/** Sends news, which ends their draft, or keeps them as a draft. */
export const writeUpdate = action(
  {
    name: 'inform.writeUpdate',
    who: 'responder',
    input: z.strictObject({ ...createUpdate.params.shape, ...createUpdate.body.shape }),
  },
  async (act, { ref, publish, ...wish }) => {
    const {
      audience,
      title = '',
      text = '',
      state: stage = null,
      components = [],
      nextInMinutes = null,
    } = wish;
    if (publish) {
      const given = { id: act.newId(), now: act.now };
      const { id } = await publishUpdate(act, ref, (before) => decideSent(before, wish, given));
      await forgetDraft(act.tx, id, audience);
      act.publish(newsOut(id, { update: given.id, audience, act: 'published' }));
      return;
    }
    const state = await seenIncident(act.tx, ref, act.caller.actor);
    const draft = { audience, title, text, state: stage, components, nextInMinutes, saved: null };
    await saveDraft(act.tx, state.id, draft, { at: act.now, by: actorName(act.caller.actor) });
    act.record(auditSubject(state), { draft: audience });
    hintAbout(act, state);
  },
);
