import type { Explanation, ExplanationStep } from './explanation.ts';

/** What the definition does not say by its positions: the ids of its layers, and who made which override when. */
export interface Told {
  layers: readonly (string | undefined)[];
  overrides: readonly (string | undefined)[];
  /** What is told before an override, at the same place; it may be left out. */
  before?: readonly (readonly string[])[];
}

/** The explanation of an instant, a sentence for each thing that had a say. Layers count from 1 for people. */
export function tellExplanation({ onCall, steps }: Explanation, told: Told): string[] {
  const result =
    onCall.length === 0
      ? 'So nobody is on call.'
      : `So ${onCall.join(', ')} ${onCall.length === 1 ? 'is' : 'are'} on call.`;
  const before = (step: ExplanationStep) =>
    step.kind === 'override' ? (told.before?.[step.override] ?? []) : [];
  return [...steps.flatMap((step) => [...before(step), tellStep(step, told)]), result];
}

function tellStep(step: ExplanationStep, told: Told): string {
  const layerName = (at: number) => `layer ${at + 1}${told.layers[at] ? ` (${told.layers[at]})` : ''}`;
  if (step.kind === 'layer') {
    const turn = step.turn
      ? ` (turn ${step.turn.number}, from ${step.turn.startsAt} to ${step.turn.endsAt})`
      : '';
    return `L${layerName(step.layer).slice(1)} gives ${listed(step.users)}: ${reasons[step.because]}${turn}.`;
  }
  if (step.kind === 'override') {
    const where = step.layer === null ? 'the result' : layerName(step.layer);
    const made = told.overrides[step.override] ?? 'in the definition';
    return `Override ${step.override + 1} (${step.does}, ${made}) turns ${where} from ${listed(step.before)} into ${listed(step.after)}.`;
  }
  if (step.layers.length === 0) return 'No layer has anybody.';
  return `Of the layers with somebody, the highest counts: ${step.layers.map(layerName).join(', ')}.`;
}

const listed = (users: readonly string[]): string => (users.length === 0 ? 'nobody' : users.join(', '));

const reasons: Record<Extract<ExplanationStep, { kind: 'layer' }>['because'], string> = {
  always: 'these people are always in it',
  turn: 'it is their turn',
  emptyTurn: 'this turn is empty on purpose',
  emptyRing: 'its ring has nobody',
  beforeStart: 'the rotation has not started',
  betweenShifts: 'this day carries no shift',
  beforeEffectiveWindow: 'the layer does not hold yet',
  afterEffectiveWindow: 'the layer no longer holds',
  restricted: 'its restrictions leave this time out',
};
