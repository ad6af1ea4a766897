import { realWorld } from './platform/world.ts';
import { run } from './program.ts';

// `muster alerts | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await run(process.argv.slice(2), realWorld());
