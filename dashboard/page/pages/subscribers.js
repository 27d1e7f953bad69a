pages.push({
    id: "subscribers",
    name: "Subscribers",
    sentence: "Who pays, who comes and who goes. The country is where a subscriber lives now.",
    figures: () => {
        const moved = revenue();
        return [
            {
                id: "subscriptions",
                name: "Subscriptions",
                value: whole(sum(rows("subscription_moves", { allDays: true }), "subscriptions")),
                note: "active on the last day",
            },
            {
                id: "recurring_revenue",
                name: "Recurring revenue a month",
                value: money(moved.end),
                note: `${money(moved.start)} at the start of the period`,
            },
            {
                id: "started",
                name: "Started or returned",
                value: whole(moved.counts.new + moved.counts.reactivation),
                note: `${whole(moved.counts.reactivation)} of them returned`,
            },
            {
                id: "cancelled",
                name: "Cancelled",
                value: whole(moved.counts.churn),
                note: `${percent(share(moved.counts.churn, moved.counts.before))} of the subscriptions at the start`,
            },
        ];
    },
    cards: [
        {
            name: "Recurring revenue",
            note: "At the end of each month, by plan; the last month ends with the last day.",
            wide: true,
            draw: (box) => {
                const months = monthsHeld();
                const held = rows("subscription_months");
                chart(box, {
                    labels: months.map(month),
                    shown: dollars,
                    stacked: true,
                    legend: true,
                    series: sumsByPlan(months, held, "month_start_date", "cents"),
                });
            },
        },
        {
            name: "Who comes and who goes",
            note: "Subscriptions by month.",
            draw: (box) => {
                const months = monthsHeld();
                const held = rows("subscription_months");
                const value = (name, sign = 1) =>
                    sumsAt(months, held, "month_start_date", name).map((each) => sign * each);
                chart(box, {
                    labels: months.map(month),
                    stacked: true,
                    series: [
                        { name: "Started", color: "first", values: value("started") },
                        { name: "Returned", color: "first-soft", values: value("returned") },
                        { name: "Cancelled", color: "second", values: value("cancelled", -1) },
                    ],
                });
            },
        },
        {
            name: "Where revenue comes from",
            note: "Recurring revenue from the start of the period to its end.",
            draw: drawRevenue,
        },
        {
            name: "Who stays",
            note: "Users of each sign-up month who still subscribe, in all countries and plans; the last month ends with the last day.",
            wide: true,
            draw: (box) => {
                const cohorts = [...new Set(tables.retention.map((row) => row.cohort_month))];
                const most = Math.max(0, ...tables.retention.map((row) => row.months));
                heat(box, {
                    columns: Array.from({ length: most + 1 }, (_, place) => `${place}`),
                    lines: cohorts.map(month),
                    tall: true,
                    least: 20,
                    shown: (value) => `${value.toFixed(1)}%`,
                    cells: tables.retention.map((row) => ({
                        x: row.months,
                        y: cohorts.indexOf(row.cohort_month),
                        value: share(row.subscribed, row.users),
                    })),
                });
            },
        },
    ],
});
