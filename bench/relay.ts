// The relay as a process of its own, as the measured server is; started by bench/rows/document.ts.
import { startRelay } from '../server/test/harness/relay.ts';

await startRelay(Number(process.env.RELAY_PORT));
console.log('ready');
