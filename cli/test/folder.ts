import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder for the test that asks for it, removed when that test has ended. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
