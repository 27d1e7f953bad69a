pages.push({
    id: "quality",
    name: "Data quality",
    without: ["country", "plan", "period"],
    sentence:
        "What arrives late, twice or broken. The generator keeps a list of the faults that it made, so that each finding can be held against the truth.",
    figures: () => {
        const list = tables.quality_days;
        const arrivals =
            sum(list, "accepted") +
            sum(list, "late") +
            sum(list, "duplicates") +
            sum(list, "quarantined");
        const figure = (id, name) => ({
            id,
            name,
            value: whole(sum(list, id)),
            note: `${percent(share(sum(list, id), arrivals))} of the arrivals`,
        });
        return [
            {
                id: "arrivals",
                name: "Arrivals",
                value: whole(arrivals),
                note: "of streaming events, in all days",
            },
            figure("late", "Late"),
            figure("duplicates", "Duplicates"),
            figure("quarantined", "In quarantine"),
        ];
    },
    cards: [
        {
            name: "Faults, made and found",
            note: "What was injected, what the warehouse found, and where the two differ.",
            draw: (box) =>
                list(
                    box,
                    [
                        { name: "Fault", of: (row) => words(row.fault) },
                        { name: "Made", number: true, of: (row) => whole(row.injected) },
                        { name: "Found", number: true, of: (row) => whole(row.found) },
                        { name: "Missed", number: true, of: (row) => whole(row.missed) },
                        { name: "Wrong", number: true, of: (row) => whole(row.wrong) },
                    ],
                    tables.quality_faults,
                ),
        },
        {
            name: "What is wrong by load day",
            note: "Arrivals that are late, duplicate or in quarantine.",
            draw: (box) => {
                const list = tables.quality_days;
                const series = (id, name, hue) => ({
                    name,
                    color: hue,
                    values: list.map((row) => row[id]),
                });
                chart(box, {
                    labels: list.map((row) => date(row.load_date)),
                    stacked: true,
                    series: [
                        series("late", "Late", "first"),
                        series("duplicates", "Duplicates", "first-pale"),
                        series("quarantined", "In quarantine", "second"),
                    ],
                });
            },
        },
        {
            name: "Runs",
            note: "The last runs of dbt, by the machine's clock.",
            wide: true,
            draw: (box) =>
                list(
                    box,
                    [
                        {
                            name: "Run",
                            of: (row) =>
                                row.command.length > 60
                                    ? `${row.command.slice(0, 59)}…`
                                    : row.command,
                        },
                        { name: "Started (UTC)", of: (row) => row.started_at },
                        {
                            name: "Days",
                            rare: true,
                            of: (row) =>
                                row.first_day
                                    ? `${date(row.first_day)} to ${date(row.last_day)}`
                                    : "",
                        },
                        { name: "Seconds", number: true, of: (row) => row.seconds ?? "" },
                        { name: "Ended", of: (row) => words(row.status) },
                    ],
                    tables.runs,
                ),
        },
    ],
});
