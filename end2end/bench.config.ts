import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// One after the other, against the release executable, and nothing else on the machine meanwhile.
export default defineConfig({
  testDir: 'bench',
  outputDir: '../target/end2end/bench',
  workers: 1,
  timeout: 900_000,
  reporter: [['line']],
  use: { ...tests.use, viewport: { width: 1280, height: 900 } },
});
