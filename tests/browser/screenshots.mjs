// Pictures of panel, popup and page, for people to look at.
// In: dist/, a recorded login. Out: screenshots/*.png, light and dark; the pictures of the run before are gone.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { serve } from '../../.ci/serve.mjs';
import { launch, openDevTools, resizePanel, selectPanel, until, within } from './chromium.mjs';
import { goThrough, logins, openClient } from './login.mjs';
import { start } from './provider.mjs';
import { answer, paste, setTheme, startTime } from './view.mjs';

const folder = 'screenshots';
const themes = ['light', 'dark'];
const sizes = [[1440, 900], [480, 300]];
const recorded = 'tests/recorded/chrome-devtools/pub-pkce-verifier-mismatch.har';

await rm(folder, { recursive: true, force: true });
await mkdir(folder);
const provider = await start();
const server = await serve('dist/www', 0);
const browser = await launch({ extension: resolve('dist/extension'), rules: `${provider.rules}, EXCLUDE 127.0.0.1` });
try {
  const address = await panel('empty');
  await panel('good', logins['a good login']);
  await panel('failed', logins['a verifier that does not hash to the challenge']);
  await popup(new URL('popup.html', address).href);
  await offlinePage();
} finally {
  await browser.close();
  await server.close();
  await provider.close();
}

/** Returns the panel's address. */
async function panel(name, login) {
  const page = await browser.newPage();
  const devtools = await openDevTools(page);
  const frame = await selectPanel(devtools);
  await startTime(frame);
  if (login) {
    await openClient(page);
    await goThrough(page, login);
    await answer(frame, login.cause ? 'failed' : 'succeeded', login.cause);
  }
  for (const [width, height] of sizes) {
    await resizePanel(devtools, frame, width, height);
    for (const theme of themes) {
      await setTheme(frame, theme);
      await within(frame.evaluate(drawn), 'the panel is drawn');
      const element = await frame.frameElement();
      await picture(devtools, `panel-${name}-${width}x${height}-${theme}`, { clip: await element.boundingBox() });
    }
  }
  await page.close();
  return frame.url();
}

async function popup(address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 600 });
  await page.goto(address, { timeout: 10_000 });
  await inBothThemes(page, 'popup');
  await page.close();
}

async function offlinePage() {
  const page = await browser.newPage();
  await page.goto(`${server.url}/`, { timeout: 10_000 });
  await startTime(page);
  await inBothThemes(page, 'page-empty');
  await paste(page, await readFile(recorded, 'utf8'));
  await until('the recording is judged', () => page.$('article#answer[data-outcome=failed]'));
  await inBothThemes(page, 'page-result');
  await page.close();
}

async function inBothThemes(page, name) {
  for (const theme of themes) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await picture(page, `${name}-${theme}`);
  }
}

/** Comes back when what was changed last has been drawn. */
function drawn() {
  return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
}

/** A frame in the developer tools is drawn some time after it was laid out: what is blank is taken again. */
async function picture(page, name, options) {
  const path = `${folder}/${name}.png`;
  await until(`${path} shows something`, async () => !isBlank(Buffer.from(await page.screenshot({ path, ...options }))));
  console.log(path);
}

/** Whether nearly every pixel is like its neighbour. PNG stores differences, so a plain surface is all zeros. */
function isBlank(png) {
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = inflateSync(Buffer.concat(parts));
  return bytes.filter((byte) => byte !== 0).length < bytes.length / 500;
}
