pages.push({
    id: "discovery",
    name: "Recommendations and search",
    sentence:
        "How people find what they watch: what is recommended to them and what they search for.",
    figures: () => {
        const list = rows("discovery_days");
        return [
            {
                id: "recommendations",
                name: "Recommendations",
                value: whole(sum(list, "shown")),
                note: "shown",
            },
            {
                id: "click_rate",
                name: "Clicked",
                value: percent(share(sum(list, "clicked"), sum(list, "shown"))),
                note: `${percent(share(sum(list, "played"), sum(list, "shown")))} are played`,
            },
            {
                id: "searches",
                name: "Searches",
                value: whole(sum(list, "searches")),
                note: `in ${whole(sum(list, "visits"))} visits to the search`,
            },
            {
                id: "search_success",
                name: "Visits that lead to a play",
                value: percent(share(sum(list, "found"), sum(list, "visits"))),
                note: "of the last search of a visit",
            },
        ];
    },
    cards: [
        {
            name: "From day to day",
            note: "Recommendations that are clicked, and visits to the search that lead to a play.",
            wide: true,
            draw: (box) => {
                const daily = by(
                    rows("discovery_days"),
                    ["viewing_date"],
                    ["shown", "clicked", "visits", "found"],
                );
                const rate = (part, all) => daily.map((row) => share(row[part], row[all]));
                chart(box, {
                    labels: daily.map((row) => date(row.viewing_date)),
                    shown: percent,
                    series: [
                        {
                            name: "Recommendations clicked",
                            color: "first",
                            type: "line",
                            values: rate("clicked", "shown"),
                        },
                        {
                            name: "Visits that lead to a play",
                            color: "second",
                            type: "line",
                            values: rate("found", "visits"),
                        },
                    ],
                });
            },
        },
        {
            name: "Which place is clicked",
            note: "Clicked, by the place in the list.",
            draw: (box) => {
                const found = by(
                    rows("recommendations"),
                    ["surface", "place"],
                    ["shown", "clicked"],
                );
                const places = [...new Set(found.map((row) => row.place))].sort(
                    (one, other) => one - other,
                );
                const surfaces = [...new Set(found.map((row) => row.surface))].sort();
                chart(box, {
                    labels: places.map((place) => `${place}`),
                    shown: percent,
                    series: surfaces.map((surface, number) => ({
                        name: words(surface),
                        color: shades(2)[number] ?? "grey",
                        values: places.map((place) => {
                            const row = found.find(
                                (each) => each.surface === surface && each.place === place,
                            );
                            return row ? share(row.clicked, row.shown) : null;
                        }),
                    })),
                });
            },
        },
        {
            name: "Whose choice is clicked",
            note: "Clicked, by the algorithm that chose.",
            draw: (box) => {
                const found = by(rows("recommendations"), ["algorithm"], ["shown", "clicked"]);
                chart(box, {
                    labels: found.map((row) => words(row.algorithm)),
                    shown: percent,
                    horizontal: true,
                    series: [
                        {
                            name: "Clicked",
                            color: "first",
                            values: found.map((row) => share(row.clicked, row.shown)),
                        },
                    ],
                });
            },
        },
        {
            name: "Searches that lead to no play",
            note: "The last query of a visit; those that fail most.",
            wide: true,
            draw: (box) =>
                list(
                    box,
                    [
                        { name: "Query", of: (row) => row.query },
                        { name: "Visits", number: true, of: (row) => whole(row.visits) },
                        { name: "Without a play", number: true, of: (row) => whole(row.failed) },
                        {
                            name: "Share",
                            number: true,
                            of: (row) => percent(share(row.failed, row.visits)),
                        },
                        { name: "Found nothing", number: true, of: (row) => whole(row.empty) },
                    ],
                    ranked("searches_ranked"),
                ),
        },
    ],
});
