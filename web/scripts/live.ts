// A page that says where its state can be asked stays current: it reloads when the state has changed. No markup is ever
// taken from the answer. Whoever is typing is told instead of being interrupted.

const every = 3000;

function typing(): boolean {
  const at = document.activeElement;
  const field = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
  const filled = Array.from(document.querySelectorAll<HTMLTextAreaElement>("textarea")).some((t) => t.value !== t.defaultValue);
  return field || filled;
}

function tell(news: string): void {
  if (document.querySelector(".nwd-news")) return;
  const note = document.createElement("p");
  note.className = "nwd-news govuk-inset-text";
  note.setAttribute("role", "status");
  note.textContent = news;
  document.querySelector("main")?.prepend(note);
}

export function stayCurrent(): void {
  const { live, etag, liveNews } = document.body.dataset;
  if (!live || !etag) return;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(live, { headers: { "If-None-Match": etag }, credentials: "same-origin", cache: "no-store" });
      if (answer.status === 200 || answer.redirected || answer.status === 401 || answer.status === 404) {
        if (typing()) tell(liveNews ?? "");
        else {
          sessionStorage.setItem("nwd-scroll", `${location.pathname} ${String(window.scrollY)}`);
          location.reload();
        }
        return;
      }
    } catch {
      // The network is away for a moment: look again.
    }
    window.setTimeout(() => void look(), every);
  };
  const [path, top] = (sessionStorage.getItem("nwd-scroll") ?? "").split(" ");
  sessionStorage.removeItem("nwd-scroll");
  if (path === location.pathname && top) window.scrollTo(0, Number(top));
  window.setTimeout(() => void look(), every);
}
