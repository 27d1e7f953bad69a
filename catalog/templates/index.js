// The search of the start page: every word of the query must stand in an entry. A name counts more
// than a description, and what begins with a word more than what holds it.
const entries = JSON.parse(document.getElementById("data").textContent);
const most = 60;
const [query, all, found, count, start] = ["query", "all", "found", "count", "start"].map((id) =>
    document.getElementById(id),
);
const hint = count.textContent;
for (const entry of entries) {
    entry.lower = entry.name.toLowerCase();
    entry.text = `${entry.lower} ${entry.of.toLowerCase()} ${entry.said.toLowerCase()}`;
}

function points(entry, words) {
    let sum = entry.weight;
    for (const word of words) {
        if (!entry.text.includes(word)) return 0;
        if (entry.lower === word) sum += 60;
        else if (entry.lower.startsWith(word)) sum += 30;
        else if (entry.lower.includes(word)) sum += 20;
        else sum += 1;
    }
    return sum;
}

function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
}

function line(entry) {
    const link = document.createElement("a");
    link.href = entry.href;
    link.append(element("b", entry.name), " ", element("small", entry.of), element("span", entry.said));
    const item = document.createElement("li");
    item.append(link);
    return item;
}

function search() {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    start.hidden = words.length > 0;
    const shown = words.length
        ? entries
              .filter((entry) => all.checked || !entry.hidden)
              .map((entry) => [points(entry, words), entry])
              .filter(([worth]) => worth > 0)
              .sort(([a, one], [b, other]) => b - a || (one.name < other.name ? -1 : 1))
        : [];
    found.replaceChildren(...shown.slice(0, most).map(([, entry]) => line(entry)));
    count.textContent = !words.length
        ? hint
        : `${shown.length || "Nothing"} found${shown.length > most ? `, the first ${most} are shown` : ""}.`;
    history.replaceState(null, "", words.length ? `#q=${encodeURIComponent(query.value)}` : "#");
}

query.addEventListener("input", search);
all.addEventListener("change", search);
document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
});
addEventListener("keydown", (event) => {
    const links = [query, ...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && document.activeElement !== query) query.focus();
    else if (event.key === "Escape" && at >= 0) {
        query.value = "";
        search();
        query.focus();
    } else if (event.key === "ArrowDown" && at >= 0) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else return;
    event.preventDefault();
});
if (location.hash.startsWith("#q=")) {
    query.value = decodeURIComponent(location.hash.slice(3));
    search();
}
