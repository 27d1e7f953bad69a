// What the pages share. A page is pushed with its figures {id, name, value, note} and its cards; a
// card draws into its box.
const pages = [];
const titles = new Map(tables.titles.map((row) => [row.title_number, row]));
const named = (row) => ({ ...titles.get(row.title_number), ...row });
const planColor = (plan) =>
    ["first-pale", "first-soft", "first"][tables.plans.findIndex((row) => row.plan === plan)] ??
    "grey";
const monthsHeld = () =>
    [...new Set(tables.subscription_months.map((row) => row.month_start_date))].sort();

function unfinished() {
    const open = new Set(tables.days.filter((day) => !day.is_final).map((day) => day.viewing_date));
    return days().map((day) => open.has(day));
}

// A measure added up at each of the places: days, months or levels.
function sumsAt(places, list, key, measure) {
    const found = new Map(by(list, [key], [measure]).map((row) => [row[key], row[measure]]));
    return places.map((place) => found.get(place) ?? 0);
}

// The same for each plan that is selected, as the series of a chart.
function sumsByPlan(places, list, key, measure) {
    return plans().map((plan) => ({
        name: plan,
        color: planColor(plan),
        values: sumsAt(
            places,
            list.filter((row) => row.plan === plan),
            key,
            measure,
        ),
    }));
}

function watchedHours() {
    const seconds = sum(rows("viewing_days"), "seconds");
    return {
        id: "hours",
        name: "Hours watched",
        value: hours(seconds),
        note: `${(seconds / 3600 / Math.max(viewers(), 1)).toFixed(1)} a viewer in the period`,
    };
}

// Recurring revenue at the start and the end of the period, in cents, and what moved it.
function revenue() {
    const all = rows("subscription_moves", { allDays: true });
    const within = all.filter((row) => row.period <= selection.period);
    const before = all.filter((row) => row.period > selection.period);
    const of = (movement, measure) =>
        sum(
            within.filter((row) => row.movement === movement),
            measure,
        );
    const movements = ["new", "reactivation", "expansion", "contraction", "churn", "transferred"];
    return {
        start: sum(before, "cents"),
        end: sum(all, "cents"),
        ...Object.fromEntries(movements.map((name) => [name, of(name, "cents")])),
        counts: {
            ...Object.fromEntries(movements.map((name) => [name, of(name, "changes")])),
            before: sum(before, "subscriptions"),
        },
    };
}

function drawRevenue(box) {
    const moved = revenue();
    bridge(
        box,
        [
            { name: "Start", value: moved.start, total: true },
            { name: "New", value: moved.new },
            { name: "Returned", value: moved.reactivation },
            { name: "Expansion", value: moved.expansion },
            { name: "Contraction", value: moved.contraction },
            { name: "Cancelled", value: moved.churn },
            ...(selection.plan ? [{ name: "Other plans", value: moved.transferred }] : []),
            { name: "End", value: moved.end, total: true },
        ],
        dollars,
    );
}

function drawTitles(box, found, limit, short = false) {
    const lately = tables.days.filter((day) => day.period <= 1).map((day) => day.viewing_date);
    const minutes = new Map();
    for (const row of short ? [] : tables.titles_days) {
        if (!minutes.has(row.title_number)) minutes.set(row.title_number, []);
        minutes.get(row.title_number).push(row);
    }
    const top = Math.max(1, ...found.map((row) => row.seconds));
    const name = (row) => {
        const kind = element("small", {}, `${row.content_type}, ${row.genre}`);
        return element("span", {}, row.title, element("br"), kind);
    };
    list(
        box,
        [
            { name: "Title", of: name },
            { name: "", rare: true, of: (row) => bar(row.seconds / top) },
            { name: "Hours", number: true, of: (row) => hours(row.seconds) },
            { name: "Viewers", number: true, rare: true, of: (row) => whole(row.viewers) },
            ...(short
                ? []
                : [
                      {
                          name: "To the end",
                          number: true,
                          of: (row) => percent(share(row.completed, row.plays)),
                      },
                      {
                          name: "Last 28 days",
                          rare: true,
                          of: (row) =>
                              spark(
                                  sumsAt(
                                      lately,
                                      minutes.get(row.title_number) ?? [],
                                      "viewing_date",
                                      "minutes",
                                  ),
                              ),
                      },
                  ]),
        ],
        found,
        { limit },
    );
}
