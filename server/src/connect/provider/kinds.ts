/** What the kinds of provider have in common, told apart by their kind alone. */
import type { EgressAnswer } from '../../platform/egress/model.ts';
import { sameText } from '../../platform/same-text.ts';
import { fromGateway, gatewayRef, gatewayRequest, gatewayTook } from './gateway.ts';
import {
  type Asked,
  type CallBack,
  type PhoneMessage,
  type Provider,
  type Told,
  type Verdict,
  verdictOf,
} from './model.ts';
import { fromTwilio, isFromTwilio, twilioProbe, twilioRef, twilioRequest } from './twilio.ts';
import { fromVonage, isFromVonage, vonageRef, vonageRequest } from './vonage.ts';

/** Undefined when what it needs for this class is not set. */
export function requestFor({ body }: Provider, message: PhoneMessage): Asked | undefined {
  if (body.kind === 'twilio') return twilioRequest(body, message);
  return body.kind === 'vonage' ? vonageRequest(body, message) : gatewayRequest(body, message);
}

export function readAnswer({ body }: Provider, answer: EgressAnswer): Verdict {
  const verdict = verdictOf(answer);
  if (verdict.kind !== 'success') return verdict;
  if (body.kind === 'twilio') return { kind: 'taken', ref: twilioRef(verdict.text) };
  if (body.kind === 'vonage') return { kind: 'taken', ref: vonageRef(verdict.text) };
  return gatewayTook(body, verdict.text)
    ? { kind: 'taken', ref: gatewayRef(body, verdict.text) }
    : {
        kind: 'no',
        reason: 'The gateway answered without what says that it was accepted.',
        isForGood: false,
      };
}

/** Where the account can be asked whether it is well; undefined where a kind has nothing for that. */
export function probeFor({ body }: Provider): Asked | undefined {
  return body.kind === 'twilio' ? twilioProbe(body) : undefined;
}

/**
 * What a call to us says; undefined when it does not come from this provider. The secret of the address is always
 * needed; kinds that sign must have signed besides.
 */
export function readCallBack(provider: Provider, secret: string, call: CallBack): Told | undefined {
  const { body } = provider;
  if (!sameText(provider.callback, secret)) return undefined;
  if (body.kind === 'twilio') return isFromTwilio(body, call) ? fromTwilio(call) : undefined;
  if (body.kind === 'vonage') return isFromVonage(body, call) ? fromVonage(call) : undefined;
  return fromGateway(call);
}
