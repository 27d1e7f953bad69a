// The page that the address names, drawn again whenever the selection, the width or the light changes.
const part = (id) => document.getElementById(id);

function show() {
    const page = pages.find((each) => `#${each.id}` === location.hash) ?? pages[0];
    for (const link of part("nav").children) {
        link.removeAttribute("aria-current");
        if (link.hash !== `#${page.id}`) continue;
        link.setAttribute("aria-current", "page");
        link.scrollIntoView({ block: "nearest" });
    }
    document.title = `${page.name} · Reelhouse`;
    part("title").textContent = page.name;
    part("sentence").textContent = page.sentence;
    for (const name of ["country", "plan", "period"])
        part(name).disabled = page.without?.includes(name) ?? false;
    part("selection").textContent = ["country", "plan", "period"]
        .map((name) => part(name).selectedOptions[0].text)
        .join(", ");
    part("figures").replaceChildren(
        ...page
            .figures()
            .map((figure) =>
                element(
                    "div",
                    {},
                    element("dt", {}, figure.name),
                    element("dd", { "data-figure": figure.id }, figure.value),
                    element("dd", {}, figure.note),
                ),
            ),
    );
    for (const made of charts) made.dispose();
    charts.clear();
    part("cards").replaceChildren();
    for (const card of page.cards) {
        const box = element(
            "section",
            { class: card.wide ? "wide" : "" },
            element("h2", {}, card.name),
            element("p", { class: "note" }, card.note),
        );
        part("cards").append(box);
        card.draw(box);
    }
}

part("nav").append(...pages.map((page) => element("a", { href: `#${page.id}` }, page.name)));
part("country").append(
    ...tables.countries.map((row) => element("option", { value: row.country }, row.country_name)),
);
part("plan").append(...tables.plans.map((row) => element("option", { value: row.plan }, row.plan)));
part("period").append(
    ...periods.map((name, number) => element("option", { value: number }, name)).reverse(),
);
for (const name of ["country", "plan", "period"]) {
    part(name).addEventListener("change", (event) => {
        selection[name] = name === "period" ? Number(event.target.value) : event.target.value;
        show();
    });
}
const inFull = { day: "numeric", month: "short", year: "numeric" };
part("span").textContent = tables.days.length
    ? `${date(tables.days[0].viewing_date, inFull)} to ${date(lastDay, inFull)}`
    : "No day is loaded yet";

let drawn = innerWidth;
addEventListener("resize", () => {
    if (innerWidth === drawn) return;
    drawn = innerWidth;
    for (const made of charts) made.resize();
});
// Paper is light and narrow, and what is printed must be drawn before the event ends.
for (const [event, isPaper] of [
    ["beforeprint", true],
    ["afterprint", false],
]) {
    addEventListener(event, () => {
        document.documentElement.classList.toggle("paper", isPaper);
        show();
        for (const made of charts) made.getZr().refreshImmediately();
    });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
addEventListener("hashchange", () => {
    show();
    scrollTo(0, 0);
    part("main").focus({ preventScroll: true });
});
show();
document.body.classList.add("drawn");
