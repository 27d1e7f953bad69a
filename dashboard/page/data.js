// The tables of the page as rows, the selection, and sums over what is selected.
const held = JSON.parse(document.getElementById("data").textContent);
const tables = Object.fromEntries(
    Object.entries(held).map(([name, columns]) => [name, rowsOf(columns)]),
);
const selection = { country: "", plan: "", period: 2 };
const periods = ["Last 7 days", "Last 28 days", "All days"];
const lastDay = tables.days.at(-1)?.viewing_date;
const periodOf = new Map(tables.days.map((day) => [day.viewing_date, day.period]));

function rowsOf(columns) {
    const names = Object.keys(columns);
    const count = (columns[names[0]].places ?? columns[names[0]]).length;
    return Array.from({ length: count }, (_, row) =>
        Object.fromEntries(
            names.map((name) => {
                const column = columns[name];
                return [name, column.words ? column.words[column.places[row]] : column[row]];
            }),
        ),
    );
}

// Rows in the country, the plan and the period, for what can be added up.
function rows(name, { allDays = false } = {}) {
    return tables[name].filter(
        (row) => isChosen(row, "country") && isChosen(row, "plan") && (allDays || isInPeriod(row)),
    );
}

// Rows made for exactly this selection, of what can't be added up over countries or plans.
function ranked(name) {
    const isFor = (row, key) => !(key in row) || (row[key] ?? "") === selection[key];
    return tables[name].filter(
        (row) => isFor(row, "country") && isFor(row, "plan") && isFor(row, "period"),
    );
}

// Viewers are counted once in each period, and add up over countries and plans.
function viewers() {
    const counted = tables.viewers.filter((row) => row.period === selection.period);
    return sum(
        counted.filter((row) => isChosen(row, "country") && isChosen(row, "plan")),
        "viewers",
    );
}

function isChosen(row, name) {
    return !selection[name] || !(name in row) || row[name] === selection[name];
}

function isInPeriod(row) {
    if ("period" in row) return row.period <= selection.period;
    return !("viewing_date" in row) || (periodOf.get(row.viewing_date) ?? 9) <= selection.period;
}

function sum(list, name) {
    return list.reduce((total, row) => total + row[name], 0);
}

// One row for each combination of the keys, with all measures added up.
function by(list, keys, measures) {
    const groups = new Map();
    for (const row of list) {
        const key = keys.map((name) => row[name]).join("\n");
        let group = groups.get(key);
        if (!group) {
            group = Object.fromEntries([
                ...keys.map((name) => [name, row[name]]),
                ...measures.map((name) => [name, 0]),
            ]);
            groups.set(key, group);
        }
        for (const name of measures) group[name] += row[name];
    }
    return [...groups.values()];
}

const days = () => tables.days.filter(isInPeriod).map((day) => day.viewing_date);
const plans = () =>
    tables.plans
        .map((row) => row.plan)
        .filter((plan) => !selection.plan || plan === selection.plan);
const share = (part, whole) => (whole ? (100 * part) / whole : null);

const whole = (value) => (value === null ? "–" : Math.round(value).toLocaleString("en-US"));
const percent = (value) => (value === null ? "–" : `${value.toFixed(1)}%`);
const money = (cents) =>
    `${cents < 0 ? "−" : ""}$${(Math.abs(cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
const dollars = (cents) => `${cents < 0 ? "−" : ""}$${whole(Math.abs(cents) / 100)}`;
const hours = (seconds) => whole(seconds / 3600);
const words = (text) =>
    text === "ios" ? "iOS" : text.charAt(0).toUpperCase() + text.slice(1).replaceAll("_", " ");
const date = (text, options = { day: "numeric", month: "short" }) =>
    new Date(`${text}T00:00Z`)
        .toLocaleDateString("en-GB", { ...options, timeZone: "UTC" })
        .replace(/Sept\b/, "Sep");
const month = (text) => date(text, { month: "short", year: "2-digit" });
