import { defineConfig } from '@playwright/test';
import type { Choices } from './support/house';

// A test without a tag holds with script and without, and on a phone. One that is tagged runs where its tag says.
const only = { script: /@noscript|@phone/, noscript: /@script|@phone/, phone: /@script|@noscript/ };

export default defineConfig<Choices>({
  testDir: 'tests',
  outputDir: '../target/end2end/results',
  forbidOnly: true,
  fullyParallel: true,
  workers: '100%',
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['junit', { outputFile: '../target/end2end/junit.xml' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo', // not the zone of any Business Center here: no time may come from the browser's
    trace: 'off',
    launchOptions: {
      executablePath: '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'script', grepInvert: only.script, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'noscript',
      grepInvert: only.noscript,
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
    },
    {
      name: 'phone',
      grepInvert: only.phone,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
