// A form whose page can be drawn again while it is being filled in: the same page is asked for with what stands in the
// form, and some parts of it take the place of those shown. The browser reads the answer as a document, without
// running anything of it; no markup goes through a string. Without scripts the form's buttons do the same.

const quiet = 400; // ms after the last key

const summary = (details: HTMLDetailsElement): string => details.querySelector("summary")?.textContent ?? "";

// What was opened stays open.
function replace(shown: HTMLElement, fresh: HTMLElement): void {
  const open = new Set(Array.from(shown.querySelectorAll("details")).filter((d) => d.open).map(summary));
  for (const details of fresh.querySelectorAll("details")) details.open = details.open || open.has(summary(details));
  shown.replaceChildren(...Array.from(fresh.childNodes));
}

function draw(form: HTMLFormElement, parts: string[], under: { way: XMLHttpRequest | null }): void {
  under.way?.abort();
  const request = new XMLHttpRequest();
  under.way = request;
  request.open("POST", form.dataset.redraw ?? "");
  request.responseType = "document";
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  request.addEventListener("load", () => {
    if (under.way !== request || !request.responseXML) return;
    // 422: something does not read yet, as a date half typed. What was drawn stays.
    if (request.status !== 200) return;
    for (const id of parts) {
      const fresh = request.responseXML.getElementById(id);
      const shown = document.getElementById(id);
      if (fresh && shown) replace(shown, document.importNode(fresh, true));
    }
  });
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  request.send(fields.toString());
}

export function redraw(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-redraw]")) {
    const parts = (form.dataset.redrawParts ?? "").split(" ");
    const under: { way: XMLHttpRequest | null } = { way: null };
    let timer = 0;
    const soon = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => draw(form, parts, under), quiet);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
  }
}

// A chosen file becomes the text of the form; it is not sent by itself.
export function fileIntoText(): void {
  for (const file of document.querySelectorAll<HTMLInputElement>("input[data-file-into]")) {
    const text = document.getElementById(file.dataset.fileInto ?? "");
    if (!(text instanceof HTMLTextAreaElement)) continue;
    file.closest<HTMLElement>(".nwd-file")?.removeAttribute("hidden");
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      if (!chosen || chosen.size > 4 << 20) return;
      void chosen.text().then((content) => {
        text.value = content;
        text.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  }
}
