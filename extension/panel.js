// In: the theme of DevTools. Out: the panel, started; entries reach its engine on the channel of devtools.js.
import { connect } from './connect.js';

const { devtools } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;

if (devtools) {
  const show = (theme) => { document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light'; };
  show(devtools.panels.themeName);
  if (devtools.panels.setThemeChangeHandler) devtools.panels.setThemeChangeHandler(show);
  else devtools.panels.onThemeChanged?.addListener(show);
}

try {
  const view = await import('./loginscope_view.js');
  await view.default();
  view.start_panel(connect);
} catch (fault) {
  if (!document.body.hasChildNodes()) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}
