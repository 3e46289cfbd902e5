// What to bring: the list without what does not concern the reader. Without this script it shows all.

const form = document.querySelector("form.sw-filter");

// Whether a place takes materials on a day: two windows until they merged, one from that day on.
function takes(place, day) {
  const { place: name, merged } = place.dataset;
  if (!day || !["NATIONAL_INSPECTION", "CUSTOMS", "UNIFIED_CUSTOMS"].includes(name)) return true;
  return (name === "UNIFIED_CUSTOMS") === (day >= merged);
}

function concerns(material, { mode, platform, day }) {
  const { condition, since } = material.dataset;
  if (condition === "agency" && mode.value !== "agency") return false;
  if (condition === "platform" && !platform.checked) return false;
  return !since || !day.value || since <= day.value;
}

function filter() {
  const fields = form.elements;
  for (const place of document.querySelectorAll(".sw-place")) {
    for (const material of place.querySelectorAll(".sw-material")) {
      material.hidden = !concerns(material, fields);
    }
    place.hidden = !takes(place, fields.day.value);
  }
}

if (form) {
  const today = new Date();
  const two = (number) => String(number).padStart(2, "0");
  form.elements.day.value = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.print.addEventListener("click", () => print());
  filter();
  // A link may lead to what the list leaves out.
  const target = document.getElementById(location.hash.slice(1));
  const left = target?.closest("[hidden]");
  if (left) {
    for (let part = left; part; part = part.parentElement?.closest("[hidden]")) part.hidden = false;
    target.scrollIntoView();
  }
}
