import { rehearsePolicy } from '@muster/contract/oncall/rehearsal';
import { route } from '../../platform/http/route.ts';
import { rehearse } from './model.ts';

export const routes = [route(rehearsePolicy, async ({ body }) => rehearse(body))];
