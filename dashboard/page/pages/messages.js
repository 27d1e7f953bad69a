pages.push({
    id: "messages",
    name: "Messages",
    sentence:
        "What is sent, what is opened, and what it brings beside those who were held out. Country and plan are those that people have now.",
    figures: () => {
        const list = rows("messages");
        return [
            {
                id: "sent",
                name: "Sent",
                value: whole(sum(list, "sent")),
                note: `${percent(share(sum(list, "delivered"), sum(list, "sent")))} are delivered`,
            },
            {
                id: "opened",
                name: "Opened",
                value: percent(share(sum(list, "opened"), sum(list, "delivered"))),
                note: "of those delivered, by a person",
            },
            {
                id: "clicked",
                name: "Clicked",
                value: percent(share(sum(list, "clicked"), sum(list, "delivered"))),
                note: "of those delivered, by a person",
            },
            {
                id: "unsubscribed",
                name: "Unsubscribed",
                value: whole(sum(list, "unsubscribed")),
                note: `${sum(list, "delivered") ? (10 * share(sum(list, "unsubscribed"), sum(list, "delivered"))).toFixed(2) : "–"} in a thousand`,
            },
        ];
    },
    cards: [
        {
            name: "What is delivered",
            note: "Messages by day and channel.",
            wide: true,
            draw: (box) => {
                const found = rows("message_days");
                const channels = [...new Set(found.map((row) => row.channel))].sort();
                chart(box, {
                    labels: days().map((day) => date(day)),
                    stacked: true,
                    legend: true,
                    series: channels.map((channel, place) => ({
                        name: words(channel),
                        color: shades(2)[place] ?? "grey",
                        values: sumsAt(
                            days(),
                            found.filter((row) => row.channel === channel),
                            "viewing_date",
                            "delivered",
                        ),
                    })),
                });
            },
        },
        {
            name: "What it brings",
            note: "Sessions in the week after a message, more than those of people held out, with two standard errors to both sides. Few people say little.",
            wide: true,
            draw: drawCampaigns,
        },
    ],
});

function drawCampaigns(box) {
    const measures = [
        "sent",
        "delivered",
        "opened",
        "clicked",
        "treated",
        "held",
        "treated_sessions",
        "treated_squares",
        "held_sessions",
        "held_squares",
    ];
    const found = by(rows("messages"), ["campaign", "channel"], measures).sort(
        (one, other) => other.sent - one.sent,
    );
    const variance = (count, total, squares) =>
        (squares - total ** 2 / count) / (count - 1) / count;
    for (const row of found) {
        if (row.treated < 30 || row.held < 10) continue;
        row.effect = row.treated_sessions / row.treated - row.held_sessions / row.held;
        row.error = Math.sqrt(
            variance(row.treated, row.treated_sessions, row.treated_squares) +
                variance(row.held, row.held_sessions, row.held_squares),
        );
    }
    const reach = Math.max(
        0.1,
        ...found.map((row) =>
            row.error && row.held >= 100 ? Math.abs(row.effect) + 2 * row.error : 0,
        ),
    );
    const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
    list(
        box,
        [
            { name: "Campaign", of: (row) => row.campaign },
            { name: "Channel", rare: true, of: (row) => words(row.channel) },
            { name: "Sent", number: true, of: (row) => whole(row.sent) },
            {
                name: "Opened",
                number: true,
                of: (row) => percent(share(row.opened, row.delivered)),
            },
            {
                name: "Clicked",
                number: true,
                rare: true,
                of: (row) => percent(share(row.clicked, row.delivered)),
            },
            { name: "Held out", number: true, rare: true, of: (row) => whole(row.held) },
            {
                name: "Sessions more",
                number: true,
                of: (row) =>
                    row.error === undefined
                        ? "–"
                        : `${signed(row.effect)} ± ${(2 * row.error).toFixed(2)}`,
            },
            {
                name: "",
                rare: true,
                of: (row) => (row.error === undefined ? "" : whisker(row.effect, row.error, reach)),
            },
        ],
        found,
    );
}
