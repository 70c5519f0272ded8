// Makes one tree of elements like another by changing as little as it can, so that nothing flickers, the scroll position
// stays, and a selection survives where it can.

/** Makes the children of `now` those of `next`. */
export function morphChildren(now: Element, next: Element): void {
  const wanted = [...next.childNodes];
  const present = [...now.childNodes];
  // What begins and ends alike is left alone, so that an insertion moves nothing else.
  let start = 0;
  while (start < wanted.length && start < present.length && isEqual(present[start], wanted[start])) {
    start += 1;
  }
  let end = 0;
  while (
    end < wanted.length - start &&
    end < present.length - start &&
    isEqual(present[present.length - 1 - end], wanted[wanted.length - 1 - end])
  ) {
    end += 1;
  }
  const old = present.slice(start, present.length - end);
  const fresh = wanted.slice(start, wanted.length - end);
  const anchor = present[present.length - end] ?? null;
  for (const [index, node] of fresh.entries()) {
    const there = old[index];
    if (there !== undefined && isAlike(there, node)) {
      morph(there, node);
    } else if (there !== undefined) {
      now.replaceChild(document.importNode(node, true), there);
    } else {
      now.insertBefore(document.importNode(node, true), anchor);
    }
  }
  for (const node of old.slice(fresh.length)) {
    node.remove();
  }
}

function morph(now: ChildNode, next: ChildNode): void {
  if (now instanceof Element && next instanceof Element) {
    for (const { name } of [...now.attributes]) {
      if (!next.hasAttribute(name)) {
        now.removeAttribute(name);
      }
    }
    for (const { name, value } of next.attributes) {
      if (now.getAttribute(name) !== value) {
        now.setAttribute(name, value);
      }
    }
    morphChildren(now, next);
  } else if (now.nodeValue !== next.nodeValue) {
    now.nodeValue = next.nodeValue;
  }
}

function isEqual(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && one.isEqualNode(other);
}

function isAlike(one: Node, other: Node): boolean {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}
