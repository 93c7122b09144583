// What the extension does while none of its pages is open: the button shows the last outcome, a discovery document is
// fetched for a page that has just been given the permission for it, and all tabs are recorded, once that is asked for.
import './badge.js';
import './discovery.js';
import './recorder.js';
