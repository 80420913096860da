// @ts-check
/** One letter, one deed; off while somebody types, and a switch turns letters off. */
import { byId } from './dom.js';
import { blank, header, help, nextTheme } from './header.js';

/** @param {any} page */
export function keyboard(page) {
  byId('cover').addEventListener('click', () => blank(page));
  addEventListener('keydown', (event) => {
    if (!byId('cover')) return; // another page is in this one's place
    if (event.key === 'Escape' && !byId('cover').classList.contains('hidden')) return blank(page);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing(event)) {
      event.preventDefault();
      return page.undo();
    }
    if (event.altKey && event.key === 'Enter') return page.publish();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event) || byId('dialog').open) return;
    if (event.key === 'PageDown') {
      event.preventDefault();
      return page.next();
    }
    if (localStorage.getItem('letters') === 'off' && event.key.length === 1) return;
    const digit = /^Digit([1-6])$/.exec(event.code);
    if (digit && page.app.territory) return page.raise(page.app.territory.arms[Number(digit[1]) - 1], event.shiftKey);
    act(page, event.key.toLowerCase());
  });
}

/** @param {any} page @param {string} letter */
function act(page, letter) {
  /** @type {{[letter: string]: () => void}} */
  const deeds = {
    b: () => blank(page),
    '.': () => blank(page),
    r: () => page.replay(),
    p: () => page.play(),
    n: () => page.next(),
    v: () => page.screen('predict'),
    f: () => page.screen('branch'),
    t: () => {
      nextTheme();
      header(page);
    },
    l: () => page.speak(page.app.words.lang === 'fr' ? 'en' : 'fr'),
    '?': () => help(page),
  };
  deeds[letter]?.();
}

/** @param {KeyboardEvent} event */
function typing(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return target.matches?.('input:not([type=range]), textarea, select') ?? false;
}
