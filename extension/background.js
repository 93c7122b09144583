// What the extension does while none of its pages is open: the button shows the last outcome, and a discovery document is
// fetched for a page that has just been given the permission for it.
import './badge.js';
import './discovery.js';
