// Leaving at once: what is on the screen goes first, then the session, then the page, without a way back to it.

export function leaveNow(target: string): void {
  location.replace(target);
}

function leave(target: string): void {
  document.documentElement.classList.add("nwd-gone");
  document.title = "Weather";
  // Told to the server on the way out; the page does not wait for it.
  void fetch("/exit", { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => undefined);
  location.replace(target);
}

export function leaveFast(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-exit]");
  const target = form?.dataset.exit;
  if (!form || !target) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(target);
  });
  let presses = 0;
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = 0;
      return;
    }
    presses = event.timeStamp - last < 3000 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave(target);
  });
  // A page that comes back from the browser's memory may show what the person left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
