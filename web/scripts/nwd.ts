// What pages do beyond what they do without scripts: leave faster, stay current, count down, send once.
import { leaveFast, leaveNow } from "./leave";
import { stayCurrent } from "./live";
import { usePasskeys } from "./passkey";
import { fileIntoText, redraw } from "./redraw";
import { revealAnswers } from "./reveal";
import { staySignedIn } from "./stay";
import { countDown, focusErrors, printOnPress, sendOnce, showPassphrase } from "./small";

if (document.body?.dataset.leave) {
  leaveNow(document.body.dataset.leave);
} else {
  const start = () => {
    leaveFast();
    focusErrors();
    sendOnce();
    revealAnswers();
    showPassphrase();
    countDown();
    printOnPress();
    usePasskeys();
    stayCurrent();
    staySignedIn();
    fileIntoText();
    redraw();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
