"use strict";
const table = document.getElementById("class"), body = table.tBodies[0];
const controls = document.getElementById("controls"), count = document.getElementById("count");
const named = document.getElementById("by-name"), stated = document.getElementById("by-state");
const words = new Intl.Collator(undefined, { numeric: true });

function compare(one, other) {
  const numbers = [Number(one), Number(other)];
  return one === "" || other === "" || numbers.some(Number.isNaN) ? words.compare(one, other) : numbers[0] - numbers[1];
}

function sort(heading) {
  const column = heading.cellIndex, first = column === 0 ? "ascending" : "descending";
  const now = heading.getAttribute("aria-sort");
  const order = now === null ? first : now === "ascending" ? "descending" : "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1, value = (row) => row.cells[column].dataset.value;
  body.append(...[...body.rows].sort((one, other) => sign * compare(value(one), value(other))));
}

function filter() {
  const part = named.value.toLocaleLowerCase(), state = stated.value;
  let shown = 0;
  for (const row of body.rows) {
    const name = row.cells[0].dataset.value.toLocaleLowerCase();
    row.hidden = !(name.includes(part) && (state === "" || row.dataset.states.split(" ").includes(state)));
    shown += !row.hidden;
  }
  count.textContent = `${shown} of ${body.rows.length} students`;
}

for (const heading of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(heading));
}
named.addEventListener("input", filter);
stated.addEventListener("input", filter);
controls.hidden = false;
filter();
