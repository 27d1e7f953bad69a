pages.push({
    id: "creators",
    name: "Creators",
    without: ["plan"],
    sentence:
        "Who publishes and what is seen in the creator feed, by the country of the creator; plans play no part in it.",
    figures: () => {
        const list = rows("creator_days");
        const today = tables.creator_days.filter(
            (row) => row.viewing_date === lastDay && isChosen(row, "country"),
        );
        return [
            {
                id: "creators",
                name: "Creators",
                value: whole(sum(today, "creators")),
                note: "who have published, on the last day",
            },
            {
                id: "active_creators",
                name: "Active creators",
                value: whole(sum(today, "active")),
                note: "published within 28 days",
            },
            {
                id: "views",
                name: "Views",
                value: whole(sum(list, "views")),
                note: `of ${whole(sum(list, "posts"))} new posts and older ones`,
            },
            {
                id: "likes",
                name: "Likes per 100 views",
                value: sum(list, "views")
                    ? share(sum(list, "likes"), sum(list, "views")).toFixed(1)
                    : "–",
                note: `${whole(sum(list, "likes"))} likes`,
            },
        ];
    },
    cards: [
        {
            name: "What is seen",
            note: "Views by day.",
            wide: true,
            draw: (box) => drawCreatorDays(box, "views", "Views"),
        },
        {
            name: "What is published",
            note: "Posts by day.",
            draw: (box) => drawCreatorDays(box, "posts", "Posts"),
        },
        {
            name: "Who publishes",
            note: "Creators by their posts within 28 days, on the last day.",
            draw: (box) => {
                const levels = ["none", "occasional", "regular", "heavy"];
                chart(box, {
                    labels: levels.map(words),
                    horizontal: true,
                    series: [
                        {
                            name: "Creators",
                            color: "first",
                            values: sumsAt(
                                levels,
                                rows("creator_levels"),
                                "activity_level",
                                "creators",
                            ),
                        },
                    ],
                });
            },
        },
        {
            name: "Posts seen most",
            note: "Over all days.",
            wide: true,
            draw: (box) =>
                list(
                    box,
                    [
                        { name: "Post", of: (row) => row.post_text },
                        { name: "Views", number: true, of: (row) => whole(row.views) },
                        {
                            name: "Viewers",
                            number: true,
                            rare: true,
                            of: (row) => whole(row.viewers),
                        },
                        {
                            name: "On the first day",
                            number: true,
                            of: (row) =>
                                row.views_first_24h === null
                                    ? "–"
                                    : whole(Number(row.views_first_24h)),
                        },
                        { name: "Likes", number: true, of: (row) => whole(row.likes) },
                    ],
                    ranked("posts_ranked"),
                ),
        },
    ],
});

function drawCreatorDays(box, measure, name) {
    const values = sumsAt(days(), rows("creator_days"), "viewing_date", measure);
    chart(box, {
        labels: days().map((day) => date(day)),
        series: [{ name, color: "first", values }],
    });
}
