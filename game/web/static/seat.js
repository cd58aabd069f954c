// The line between this page and its seat: where it is, and what happens when it breaks.

const LEFT = 4000, REPLACED = 4001, RULE = 4002, FULL = 4003;
const REASONS = {
  [LEFT]: "You have left the seat, or white has closed it. What you had planned is kept.",
  [REPLACED]: "This seat is open in another window of yours.",
  [RULE]: "The connection was closed, since this page sent what it should not.",
  [FULL]: "All places are taken. Ask white for one.",
};
const LONGEST = 8000;

const USUAL = 16, LEAST = 6, LARGE = 24;
const WIDE = 0.6, TALL = 1.32;  // a cell, in sizes of its letter

// Choose the size of letters: a phone gets all 80 by 24 cells of the desk, a large screen larger
// letters, a projector the largest.
function fitLetters(role) {
  const fit = (columns, rows) =>
    Math.floor(Math.min(innerWidth / columns / WIDE, innerHeight / rows / TALL));
  if (role === "projector") return Math.max(LEAST, fit(80, 26));
  return Math.max(LEAST, Math.min(USUAL, fit(80, 24)), Math.min(LARGE, fit(160, 40)));
}

function tell(text) {
  document.getElementById("reason").textContent = text;
  document.getElementById("closed").hidden = false;
}

// Ask until the host answers, then load the page anew: a new process shows the same seat.
async function comeBack(pause = 500) {
  tell("The connection is lost. Trying again; what you had planned is kept.");
  await new Promise((resolve) => setTimeout(resolve, pause));
  try {
    if ((await fetch("/alive", { cache: "no-store" })).ok) return location.reload();
  } catch { /* the host is not there yet */ }
  return comeBack(Math.min(pause * 2, LONGEST));
}

// textual.js opens the socket itself and does not say why it closed.
window.WebSocket = class extends WebSocket {
  constructor(address) {
    const here = location.origin.replace(/^http/, "ws");
    super(new URL(address, here).href);
    let opened = 0;
    this.addEventListener("open", () => {
      opened = Date.now();
      document.querySelector(".xterm-helper-textarea").focus();  // keys work without a click
    });
    this.addEventListener("close", (event) => {
      if (event.code in REASONS) tell(REASONS[event.code]);
      else comeBack(opened && Date.now() - opened > 10000 ? 500 : 3000);
    });
  }
};

// The terminal takes Ctrl+V for a letter; kept from it, the browser pastes, as everywhere else.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "v") event.stopPropagation();
}, true);

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  terminal.dataset.fontSize = fitLetters(terminal.dataset.role);  // textual.js reads it once
  document.getElementById("again").addEventListener("click", () => location.reload());
});
