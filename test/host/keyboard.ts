/** The focus of a page as a person at the keyboard knows it. */
import type { Frame, Page } from "playwright-core";

export interface Focus {
  /** What a screen reader would call it. */
  name: string;
  /** Whether something is drawn around what has the focus. */
  isVisible: boolean;
}

/** Steps after which a person gives up. */
const mostSteps = 40;

/** What has the focus in the frame, shadow roots included. */
export function focusIn(frame: Frame): Promise<Focus> {
  return frame.evaluate(() => {
    let element = document.activeElement;
    const seen: Element[] = [];
    while (element) {
      seen.push(element);
      element = element.shadowRoot?.activeElement ?? null;
    }
    const name = seen.findLast((one) => one.hasAttribute("aria-label") || one.textContent.trim() !== "");
    // The ring is drawn by the element itself, or by what it marks as active inside it.
    const marked = seen.at(-1)?.querySelector('[aria-selected="true"]');
    const isDrawn = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    return {
      name: (name?.getAttribute("aria-label") ?? name?.textContent ?? "").trim().replace(/\s+/g, " "),
      isVisible: [...seen.filter((one) => one !== document.body), ...(marked ? [marked] : [])].some(isDrawn),
    };
  });
}

/** Presses a key until what has the focus has this name. Throws when it is never reached, or a step's focus cannot be seen. */
export async function pressUntil(page: Page, frame: Frame, key: string, name: string | RegExp): Promise<void> {
  const names: string[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const focus = await focusIn(frame);
    const isThere = typeof name === "string" ? focus.name === name : name.test(focus.name);
    if (step > 0 && focus.name !== "" && !focus.isVisible) throw new Error(`the focus cannot be seen on ${focus.name}`);
    if (isThere) return;
    names.push(focus.name.slice(0, 60));
    await page.keyboard.press(key);
  }
  throw new Error(`${String(name)} is not reached with ${key}: ${names.join(" | ")}`);
}
