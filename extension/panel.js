// In: the theme of DevTools. Out: the panel, started; entries reach it on the channel of devtools.js.
performance.mark('loginscope:script-start');
const { devtools } = globalThis.browser?.devtools ? globalThis.browser : globalThis.chrome;

if (devtools) {
  const show = (theme) => { document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light'; };
  show(devtools.panels.themeName);
  if (devtools.panels.setThemeChangeHandler) devtools.panels.setThemeChangeHandler(show);
  else devtools.panels.onThemeChanged?.addListener(show);
}

try {
  const loginscope = await import('./loginscope.js');
  await loginscope.default();
  loginscope.start_panel();
} catch (fault) {
  if (!document.body.hasChildNodes()) document.body.textContent = `Loginscope could not start: ${fault.message}`;
  throw fault;
}
