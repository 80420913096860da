// @ts-check
/** Elements, without inline styles: the content policy forbids them. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} element
 * @param {{[name: string]: any}} attributes
 * @param {any[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'text') element.textContent = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/**
 * An HTML element.
 * @param {string} tag
 * @param {{[name: string]: any}} [attributes]
 * @param {...any} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {{[name: string]: any}} [attributes]
 * @param {...any} children
 * @returns {any}
 */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Replaces what is in an element. Who stands in it with the keyboard stays where they are: at the same element where it is still
 * there, at the one of the same name or in its place otherwise.
 * @param {Element} element
 * @param {...any} children
 */
export function put(element, ...children) {
  const held = document.activeElement;
  const inside = held && held !== element && element.contains(held) ? held : null;
  const way = inside ? wayTo(element, inside) : [];
  element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  if (!inside) return;
  const found = element.contains(inside) ? inside : (inside.id && element.querySelector(`#${CSS.escape(inside.id)}`)) || way.reduce((/** @type {Element | undefined} */ at, place) => at?.children[place], element);
  if (found instanceof HTMLElement && found.tagName === inside.tagName) found.focus({ preventScroll: true });
}

/** The places of an element and of those around it, within another. @param {Element} top @param {Element} element */
function wayTo(top, element) {
  const way = [];
  for (let at = element; at !== top; at = /** @type {Element} */ (at.parentElement)) way.unshift([.../** @type {Element} */ (at.parentElement).children].indexOf(at));
  return way;
}

/** @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** @param {number} value */
export function px(value) {
  return Math.round(value * 10) / 10;
}
