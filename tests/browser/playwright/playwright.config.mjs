// What the logins of this folder are run with. In: the browser's rules for host names, in the environment.
import { chromiumPath } from '../../../.ci/setup.mjs';

const root = process.getuid?.() === 0;

export default {
  testDir: '.',
  outputDir: process.env.OUTPUT,
  workers: 1,
  reporter: 'json',
  timeout: 30_000,
  use: {
    ignoreHTTPSErrors: true,
    contextOptions: { locale: 'de-DE' },
    launchOptions: {
      executablePath: chromiumPath(),
      args: [`--host-resolver-rules=${process.env.RULES}`, ...(root ? ['--no-sandbox'] : [])],
    },
  },
};
