// Three minutes before a session ends the page says so, with a button that puts it off. Nothing is interrupted: no
// dialog, the focus stays where it is, and what is typed stays. The server is asked before anything is said, for a page
// in another tab may have put it off already. When the session has ended, what is on the screen goes.

const near = 180_000;
const first = 60_000; // a page that is left before asks nothing

interface Answer {
  in_ms: number;
  for_good: boolean;
}

async function ask(how: RequestInit): Promise<Answer | "over" | "unknown"> {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch("/stay", { ...how, headers, credentials: "same-origin", cache: "no-store" });
    if (answer.redirected || answer.status === 401 || answer.status === 403) return "over";
    return answer.ok ? ((await answer.json()) as Answer) : "unknown";
  } catch {
    return "unknown"; // the network is away for a moment
  }
}

const minutes = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

class Notice {
  private told = Infinity; // the last of the marks that was read aloud
  constructor(
    private readonly box: HTMLElement,
    private readonly left: HTMLElement,
    private readonly news: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {}

  // Seen every second; read aloud at three minutes, one minute and twenty seconds only.
  show(ms: number, forGood: boolean): void {
    this.box.classList.add("nwd-stay--near");
    this.form.hidden = forGood;
    const words = (forGood ? this.box.dataset.leftForGood : this.box.dataset.left) ?? "";
    this.left.textContent = words.replace("#", minutes(ms));
    const mark = [20_000, 60_000, near].find((m) => ms <= m) ?? Infinity;
    if (mark < this.told) this.news.textContent = words.replace("#", minutes(ms));
    this.told = Math.min(this.told, mark);
  }

  hide(): void {
    this.box.classList.remove("nwd-stay--near");
    this.left.textContent = "";
    this.told = Infinity;
  }

  stayed(): void {
    this.news.textContent = this.box.dataset.stayed ?? "";
  }
}

function watch(notice: Notice, form: HTMLFormElement): void {
  let end: number | null = null; // not known yet
  let forGood = false;
  let timer = 0;
  const take = (answer: Answer | "over" | "unknown"): void => {
    if (answer === "over") return location.reload();
    if (answer === "unknown") return;
    end = Date.now() + answer.in_ms;
    forGood = answer.for_good;
    if (answer.in_ms > near) notice.hide();
  };
  const plan = (ms: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void tick(), ms);
  };
  // Asks when the end is not known, when it comes near, and when it is there; counts in between.
  let counting = false;
  const tick = async (): Promise<void> => {
    if (end === null || !counting || end <= Date.now()) take(await ask({}));
    if (end === null) return plan(first);
    const ms = end - Date.now();
    counting = ms <= near;
    if (!counting) return plan(Math.min(ms - near, 5 * first));
    notice.show(ms, forGood);
    plan(1000);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    void ask({ method: "POST", body: fields }).then((answer) => {
      take(answer);
      if (typeof answer === "string") return;
      notice.hide();
      notice.stayed();
      counting = false;
      plan(Math.max(1000, answer.in_ms - near));
    });
  });
  // A machine that slept, or a tab that was in the background, looks at once.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && end !== null) void tick();
  });
  plan(first);
}

export function staySignedIn(): void {
  const box = document.querySelector<HTMLElement>(".nwd-stay");
  const left = box?.querySelector<HTMLElement>(".nwd-stay__left");
  const news = box?.querySelector<HTMLElement>(".nwd-stay__news");
  const form = box?.querySelector<HTMLFormElement>("form");
  if (box && left && news && form) watch(new Notice(box, left, news, form), form);
}
