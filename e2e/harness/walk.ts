/**
 * A walk over many screens in one tab. The first screen is loaded; the others are reached as links inside the
 * application reach them, which costs a tenth of loading each anew. That the server gives every address the
 * application to start with is asked beside it.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Visit } from './visit.ts';

export interface Walk {
  /** Resolves when the screen of this address stands there with its heading and nothing of it is being loaded. */
  open(path: string): Promise<void>;
  /** What axe finds where the walk is, one line for each rule that is broken. */
  violations(choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]>;
}

/** Only what is wrong is described, and nothing is fetched a second time to look at it. Anew: axe writes its rules into it. */
const cheaply = () => ({ resultTypes: ['violations' as const], preload: false });

/** The router leaves itself at this name, for tools. It is asked what it has come to. */
const router = 'window.__TSR_ROUTER__';

/** Answers whether the screen stood there within 30 s. Asked from outside, as the page may not evaluate texts. */
const isThere = `new Promise((tell) => {
  const latest = performance.now() + 30_000;
  const look = () => {
    const { state, history } = ${router};
    const arrived = state.status === 'idle' && state.resolvedLocation?.state.__TSR_key === history.location.state.__TSR_key;
    const complete = arrived && document.querySelector('main h1') && !document.body.textContent.includes('Loading …');
    if (complete || performance.now() > latest) tell(Boolean(complete));
    else setTimeout(look, 20);
  };
  look();
})`;

export function walkOf({ page, complaints }: Visit): Walk {
  let isLoaded = false;
  let axeSource: string | undefined;
  return {
    async open(path) {
      if (isLoaded) {
        const answer = await page.request.get(path, { headers: { accept: 'text/html' } });
        if (!(await answer.text()).includes('id="root"')) complaints.push(`${path} starts no application`);
        await page.evaluate(`${router}.history.push(${JSON.stringify(path)})`);
      } else await page.goto(path);
      isLoaded = true;
      if (await page.evaluate(isThere)) return;
      const seen = await page.locator('body').innerText();
      throw new Error([`${path} does not come up:`, seen, ...complaints].join('\n'));
    },
    async violations(choose) {
      const axe = new AxeBuilder({ page, ...(axeSource && { axeSource }) })
        .setLegacyMode()
        .options(cheaply());
      const { violations } = await choose(axe).analyze();
      // It stays in the tab, and is large: once is enough.
      axeSource = '0';
      return violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' ')}`);
    },
  };
}
