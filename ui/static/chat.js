// Runs once for each piece of our own HTML; Gradio gives `element`, `trigger` and `watch`.
// A press on [data-question] asks that question. A press on [n] or "back" brings reader and focus to that place:
// plain #links would reload the page, because Gradio sets a <base>.
const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-question]");
  if (button) {
    document.getElementById("bw-log").focus({ preventScroll: true });
    trigger("select", { question: button.dataset.question });
    return;
  }
  const link = event.target.closest("a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (place) {
    event.preventDefault();
    place.focus({ preventScroll: true });
    place.scrollIntoView({ behavior, block: place.matches(".bw-card") ? "center" : "start" });
  }
});

watch("value", () => {
  const head = element.querySelector(".bw-head");
  if (head) document.documentElement.lang = head.lang;
  element.querySelector(".bw-error")?.scrollIntoView({ behavior, block: "nearest" });
  const asked = element.querySelectorAll(".bw-asked");
  if (asked.length) asked[asked.length - 1].scrollIntoView({ behavior, block: "start" });
});
