// The webview: shows the page, marks where the cursor is, says what was found, and tells where somebody clicked.

import { nearest, parseRange, type At, type FromWebview, type Place, type ToWebview } from "../messages";
import { morphChildren } from "./morph";

declare function acquireVsCodeApi(): {
  postMessage(message: FromWebview): void;
  getState(): State | undefined;
  setState(state: State): void;
};

/** What outlives the webview. */
interface State {
  readonly scroll: number;
}

const code = acquireVsCodeApi();
const paper = element("paper");
const note = element("note");
/** The form's own style. A sheet that is made here needs no leave of the policy. */
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** A page of A4 with what is around it, in pixels. */
const PAPER = 826;
/** Below that, lines break earlier than they do on paper. */
const SMALLEST = 0.72;
/** Between what a note is about and the note, and between the note and the window's edge. */
const GAP = 16;
const EDGE = 6;

let style = "";
let cursor: { file: string; at: At } | undefined;
let marked: Element | undefined;
let toRestore = code.getState()?.scroll;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(id);
  }
  return found;
}

window.addEventListener("message", ({ data }: MessageEvent<ToWebview>) => {
  switch (data.kind) {
    case "page":
      show(data.html);
      break;
    case "cursor":
      cursor = { file: data.file, at: data.at };
      point(true);
      break;
    case "empty":
      empty(data.why);
      break;
  }
});

function show(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const wanted = next.querySelector("style")?.textContent ?? "";
  if (wanted !== style) {
    style = wanted;
    // What the page says of its body is said of the paper here.
    sheet.replaceSync(wanted.replace(/(^|[\s{},])body\{/g, "$1#paper{"));
  }
  prepare(next.body);
  paper.classList.remove("empty");
  morphChildren(paper, next.body);
  for (const column of paper.querySelectorAll<HTMLElement>("col[data-width]")) {
    column.style.width = column.dataset["width"] ?? "";
  }
  marked = undefined;
  point(false);
  if (toRestore !== undefined) {
    window.scrollTo({ top: toRestore });
    toRestore = undefined;
  }
}

/** Messages are shown by our own note, which comes at once and can be read. */
function prepare(body: HTMLElement): void {
  for (const one of body.querySelectorAll("[title]")) {
    one.setAttribute("data-note", one.getAttribute("title") ?? "");
    one.removeAttribute("title");
    one.setAttribute("tabindex", "0");
  }
}

function empty(why: string): void {
  const message = document.createElement("p");
  message.textContent = why;
  paper.replaceChildren(message);
  paper.classList.add("empty");
  marked = undefined;
}

/** Marks the element that the cursor is at, and brings it into view where it is not. */
function point(scrolls: boolean): void {
  const found = cursor && elementAt(cursor.file, cursor.at);
  if (found === marked) {
    return;
  }
  marked?.classList.remove("here");
  marked = found;
  marked?.classList.add("here");
  if (scrolls) {
    marked?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

function elementAt(file: string, at: At): Element | undefined {
  const all = [...paper.querySelectorAll("[data-range]")].filter(
    (one) => one.getAttribute("data-file") === file && one.closest(".findings") === null,
  );
  const index = nearest(
    all.map((one) => parseRange(one.getAttribute("data-range"))),
    at,
  );
  return index === undefined ? undefined : all[index];
}

function placeOf(target: EventTarget | null): Place | undefined {
  const found = target instanceof Element ? target.closest("[data-range]") : null;
  const range = parseRange(found?.getAttribute("data-range"));
  const file = found?.getAttribute("data-file");
  return range !== undefined && file != null ? { file, range } : undefined;
}

document.addEventListener("click", (event) => {
  // A link of the page leads to an element of it; where that is written, one goes as well.
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link !== null) {
    event.preventDefault();
    document.getElementById(link.getAttribute("href")?.slice(1) ?? "")?.scrollIntoView({ block: "center" });
  }
  const isSelecting = (window.getSelection()?.toString() ?? "") !== "";
  const place = placeOf(event.target);
  if (place !== undefined && !isSelecting) {
    code.postMessage({ kind: "go", place });
  }
});

function explain(event: Event): void {
  const found = event.target instanceof Element ? event.target.closest("[data-note]") : null;
  const text = found?.getAttribute("data-note") ?? "";
  note.hidden = text === "";
  if (found === null || text === "") {
    return;
  }
  note.replaceChildren(
    ...text.split("\n").map((line) => {
      const row = document.createElement("p");
      row.textContent = line;
      return row;
    }),
  );
  note.className = ["error", "warning", "hint"].find((kind) => found.classList.contains(kind)) ?? "";
  const box = found.getBoundingClientRect();
  const at =
    event instanceof MouseEvent ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom };
  const { offsetWidth: width, offsetHeight: height } = note;
  const below = at.y + GAP;
  const fits = below + height <= window.innerHeight;
  note.style.top = `${fits ? below : Math.max(EDGE, at.y - height - GAP)}px`;
  note.style.left = `${Math.max(EDGE, Math.min(at.x, window.innerWidth - width - EDGE))}px`;
}

/** Sets the page as wide as the paper and as large as fits, down to what can still be read. */
function fit(): void {
  paper.style.setProperty("zoom", String(Math.max(SMALLEST, Math.min(1, window.innerWidth / PAPER))));
}

document.addEventListener("mouseover", explain);
document.addEventListener("focusin", explain);
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") {
    note.hidden = true;
  }
});
window.addEventListener("scroll", () => {
  note.hidden = true;
  code.setState({ scroll: window.scrollY });
});

window.addEventListener("resize", fit);

fit();
code.postMessage({ kind: "ready" });
