// A page that says where its state can be asked stays current: it reloads when the state has changed. No markup is ever
// taken from the answer. Whoever is typing is told instead of being interrupted.

const every = 3000;

function typing(): boolean {
  const at = document.activeElement;
  const field = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
  const filled = Array.from(document.querySelectorAll<HTMLTextAreaElement>("textarea")).some((t) => t.value !== t.defaultValue);
  return field || filled;
}

// The region that news are read from is there before the news are.
function newsRegion(): HTMLElement {
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  document.querySelector("main")?.prepend(region);
  return region;
}

function tell(region: HTMLElement, news: string): void {
  const note = document.createElement("p");
  note.className = "nwd-news govuk-inset-text";
  note.textContent = news;
  region.replaceChildren(note);
}

// Where one was on the page outlives the reload in the tab's own history, not on the device.
function reload(): void {
  history.replaceState({ top: window.scrollY, focus: document.activeElement?.id ?? "" }, "");
  location.reload();
}

function comeBack(): void {
  const state = history.state as { top?: number; focus?: string } | null;
  if (!state) return;
  history.replaceState(null, "");
  if (state.focus) document.getElementById(state.focus)?.focus({ preventScroll: true });
  if (state.top) window.scrollTo(0, state.top);
}

export function stayCurrent(): void {
  const { live, etag, liveNews } = document.body.dataset;
  if (!live || !etag) return;
  const region = newsRegion();
  // Whoever has pressed something is on the way elsewhere: a reload now would take that away.
  let leaving = false;
  window.addEventListener("beforeunload", () => (leaving = true));
  const look = async (): Promise<void> => {
    if (leaving) return;
    try {
      if (!document.hidden) {
        const answer = await fetch(live, { headers: { "If-None-Match": etag }, credentials: "same-origin", cache: "no-store" });
        if (answer.status === 200 || answer.redirected || answer.status === 401 || answer.status === 404) {
          if (leaving) return;
        if (typing()) tell(region, liveNews ?? "");
          else reload();
          return;
        }
      }
    } catch {
      // The network is away for a moment: look again.
    }
    window.setTimeout(() => void look(), every);
  };
  comeBack();
  window.setTimeout(() => void look(), every);
}
