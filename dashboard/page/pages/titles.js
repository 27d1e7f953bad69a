pages.push({
    id: "titles",
    name: "Titles",
    sentence:
        "The twenty titles with most hours in the selection; a series is one title. The search finds every title that was played, in all countries and plans.",
    figures: () => {
        const played = tables.titles.filter((row) => row.period === selection.period);
        const top = ranked("titles_ranked");
        return [
            {
                id: "titles_played",
                name: "Titles played",
                value: whole(played.length),
                note: "in all countries and plans",
            },
            {
                id: "first_title_hours",
                name: "Hours of the first",
                value: hours(top[0]?.seconds ?? 0),
                note: top.length ? named(top[0]).title : "",
            },
            {
                id: "top_twenty_share",
                name: "The first twenty have",
                value: percent(share(sum(top, "seconds"), sum(rows("viewing_days"), "seconds"))),
                note: "of all hours in the selection",
            },
            {
                id: "completed",
                name: "Plays to the end",
                value: percent(share(sum(top, "completed"), sum(top, "plays"))),
                note: "of the first twenty",
            },
        ];
    },
    cards: [
        {
            name: "What is watched",
            note: "The line is the last 28 days, in all countries and plans.",
            wide: true,
            draw: (box) => {
                const search = element("input", {
                    class: "search",
                    type: "search",
                    placeholder: "Search a title",
                    "aria-label": "Search a title",
                });
                const place = element("div", { "aria-live": "polite" });
                const show = () => {
                    const text = search.value.trim().toLowerCase();
                    place.replaceChildren();
                    const found = text
                        ? tables.titles.filter(
                              (row) =>
                                  row.period === selection.period &&
                                  row.title.toLowerCase().includes(text),
                          )
                        : ranked("titles_ranked").map(named);
                    drawTitles(place, found, 20);
                };
                search.addEventListener("input", show);
                box.append(search, place);
                show();
            },
        },
    ],
});
