// In: the address of an issuer, from a page that was given the permission for its host by a press. Out: the text of its
// discovery document, or why there is none. This is the only request that the extension makes: one GET without cookies.
const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
const patience = 10_000; // in ms
const most = 1_000_000; // in characters

api.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== api.runtime.id || typeof message?.discover !== 'string') return false;
  discover(message.discover).then((text) => answer({ text }), ({ message }) => answer({ failed: message }));
  return true;
});

/** OpenID Connect Discovery 1.0, section 4; where that is missing, RFC 8414, section 3. */
async function discover(issuer) {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const addresses = [`${origin}${path}/.well-known/openid-configuration`, `${origin}/.well-known/oauth-authorization-server${path}`];
  let says;
  for (const address of addresses) {
    const options = { credentials: 'omit', cache: 'no-store', redirect: 'follow', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patience) };
    const response = await fetch(address, options).catch(({ message }) => ({ ok: false, status: message }));
    if (response.ok) return (await response.text()).slice(0, most);
    says ??= `\`${address}\` answered ${response.status}`;
  }
  throw new Error(says);
}
