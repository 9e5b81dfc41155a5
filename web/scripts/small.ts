// Small things, each of which a page does well enough without.

export function focusErrors(): void {
  const summary = document.querySelector<HTMLElement>(".govuk-error-summary");
  if (!summary) return;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
  // A link leads to where one types, also where its id is that of a group of fields.
  summary.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const target = link?.hash ? document.getElementById(link.hash.slice(1)) : null;
    const controls = "input, select, textarea";
    const field = target?.matches(controls) ? (target as HTMLElement) : target?.querySelector<HTMLElement>(controls);
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset")?.querySelector("legend") ?? field.closest(".govuk-form-group") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// A form is sent once, however often its button is pressed.
export function sendOnce(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]:not([data-exit])")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      window.setTimeout(() => (sent = false), 3000);
    });
  }
}

export function showPassphrase(): void {
  for (const box of document.querySelectorAll<HTMLElement>(".govuk-password-input")) {
    const input = box.querySelector<HTMLInputElement>("input");
    const button = box.querySelector<HTMLButtonElement>(".govuk-password-input__toggle");
    if (!input || !button) continue;
    const words = box.dataset as Record<string, string | undefined>;
    button.hidden = false;
    button.addEventListener("click", () => {
      const show = input.type === "password";
      input.type = show ? "text" : "password";
      button.textContent = words[show ? "i18n.hidePassword" : "i18n.showPassword"] ?? (show ? "Hide" : "Show");
      const label = words[show ? "i18n.hidePasswordAriaLabel" : "i18n.showPasswordAriaLabel"];
      button.setAttribute("aria-label", label ?? (show ? "Hide password" : "Show password"));
    });
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}

export function countDown(): void {
  const clocks = Array.from(document.querySelectorAll<HTMLTimeElement>("time.nwd-countdown"));
  if (clocks.length === 0) return;
  const draw = (): void => {
    for (const clock of clocks) {
      const left = Math.ceil((Date.parse(clock.dateTime) - Date.now()) / 60_000);
      clock.textContent = left > 0 ? (clock.dataset.left ?? "").replace("#", String(left)) : (clock.dataset.over ?? "");
    }
  };
  window.setInterval(draw, 15_000);
}

// Paper is made by the browser; without this the page says so in words.
export function printOnPress(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(".nwd-print")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
