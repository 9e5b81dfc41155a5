// Follow-up questions are shown while the answer they belong to is chosen, and "none of these" unticks the others.
// Without this script all of them are shown, and the server sorts it out.

function opens(input: HTMLInputElement): HTMLElement | null {
  return document.getElementById(input.dataset.ariaControls ?? input.getAttribute("aria-controls") ?? "");
}

function showOrHide(input: HTMLInputElement): void {
  const below = opens(input);
  if (!below) return;
  below.hidden = !input.checked;
  // A radio may not say it (ARIA): what it opens follows it at once.
  if (input.type === "checkbox") input.setAttribute("aria-expanded", String(input.checked));
}

function sameGroup(input: HTMLInputElement): HTMLInputElement[] {
  const all = Array.from(document.querySelectorAll<HTMLInputElement>("input[type=radio], input[type=checkbox]"));
  return all.filter((other) => other.form === input.form && other.name === input.name);
}

function untick(input: HTMLInputElement): void {
  if (input.type !== "checkbox" || !input.checked) return;
  const exclusive = input.dataset.behaviour === "exclusive";
  for (const other of sameGroup(input)) {
    if (other !== input && (exclusive || other.dataset.behaviour === "exclusive")) other.checked = false;
  }
}

export function revealAnswers(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-aria-controls]")) {
    if (!opens(input)) continue;
    input.setAttribute("aria-controls", input.dataset.ariaControls ?? "");
    delete input.dataset.ariaControls;
    showOrHide(input);
  }
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !(input.type === "radio" || input.type === "checkbox")) return;
    untick(input);
    sameGroup(input).forEach(showOrHide);
  });
  // What the browser filled in again after coming back counts too.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll<HTMLInputElement>("input[aria-controls]").forEach(showOrHide);
  });
}
