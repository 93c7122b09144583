// In: the theme of DevTools, whether all tabs are recorded. Out: the panel, started; entries reach its engine on the
// channel of devtools.js.
import { connect } from './connect.js';

const { devtools, permissions, runtime } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;
const everything = { permissions: ['webRequest'], origins: ['https://*/*', 'http://*/*'] };

if (devtools) {
  const show = (theme) => { document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light'; };
  show(devtools.panels.themeName);
  if (devtools.panels.setThemeChangeHandler) devtools.panels.setThemeChangeHandler(show);
  else devtools.panels.onThemeChanged?.addListener(show);
}

try {
  const view = await import('./loginscope_view.js');
  await view.default();
  view.start_panel(connect, recordAll);
  runtime.onMessage.addListener(({ recording }) => recording !== undefined && view.hear_everywhere(recording));
  await tell('tell');
} catch (fault) {
  if (!document.body.hasChildNodes()) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}

/** Where a panel may not ask for a permission (Firefox), a window of the extension does. */
async function recordAll(on) {
  if (!on) return tell('stop');
  return permissions ? permissions.request(everything) : tell('ask');
}

/** Nobody may hear it yet. */
function tell(recorder) {
  return runtime.sendMessage({ recorder }).catch(() => {});
}
