pages.push({
    id: "overview",
    name: "Overview",
    sentence:
        "How many watch, what they pay and what they watch. Late events may still change the last days, which are drawn pale.",
    figures: () => {
        const today = tables.viewing_days.filter(
            (row) =>
                row.viewing_date === lastDay && isChosen(row, "country") && isChosen(row, "plan"),
        );
        const moved = revenue();
        return [
            {
                id: "viewers_on_last_day",
                name: "Viewers on the last day",
                value: whole(sum(today, "viewers")),
                note: lastDay
                    ? date(lastDay, { weekday: "long", day: "numeric", month: "long" })
                    : "",
            },
            {
                id: "recurring_revenue",
                name: "Recurring revenue a month",
                value: money(moved.end),
                note: `${moved.end >= moved.start ? "+" : ""}${dollars(moved.end - moved.start)} within the period`,
            },
            {
                id: "lost_to_cancellations",
                name: "Lost to cancellations",
                value: money(moved.churn),
                note: `${percent(share(-moved.churn, moved.start))} of the revenue at the start`,
            },
            watchedHours(),
        ];
    },
    cards: [
        {
            name: "Who watches",
            note: "Viewers of each day by the plan of their last play.",
            wide: true,
            draw: (box) =>
                chart(box, {
                    labels: days().map((day) => date(day)),
                    faded: unfinished(),
                    stacked: true,
                    legend: true,
                    series: sumsByPlan(days(), rows("viewing_days"), "viewing_date", "viewers"),
                }),
        },
        {
            name: "Where revenue comes from",
            note: "Recurring revenue from the start of the period to its end, by what moved it.",
            draw: drawRevenue,
        },
        {
            name: "What is watched",
            note: "The titles with most hours.",
            draw: (box) => drawTitles(box, ranked("titles_ranked").map(named), 5, true),
        },
    ],
});
