// Sets up, builds and serves the page on loopback until it is stopped.
// In: PORT (without it 4173, or the next free one). Out: the page's address and where the extension is.
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { setup } from './setup.mjs';
import { main } from './step.mjs';

await main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
  const { url } = await listen();
  console.log(`
The page, with a failing login analysed:  ${url}/?sample
The page, empty:                          ${url}/
The extension, unpacked:                  ${resolve('dist/extension')}
  Chrome:   chrome://extensions, switch on Developer mode, Load unpacked, choose this folder.
  Firefox:  about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose manifest.json in this folder.
  Then open the developer tools and their panel Loginscope, and log in.
Stop with Ctrl+C.`);
});

async function listen() {
  if (process.env.PORT) return serve('dist/www', Number(process.env.PORT));
  for (let port = 4173; port < 4273; port += 1) {
    try {
      return await serve('dist/www', port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error('No port from 4173 to 4272 is free. Set PORT to one that is.');
}
