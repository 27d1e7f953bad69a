const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const viewingHours = Array.from({ length: 24 }, (_, place) => (place + 5) % 24);

pages.push({
    id: "viewing",
    name: "Viewing",
    sentence:
        "When, on what and what kind of titles people watch. A viewing day runs from 5 in the morning to 5, on the viewer's own clock.",
    figures: () => {
        const list = rows("viewing_days");
        return [
            {
                id: "viewers",
                name: "Viewers",
                value: whole(viewers()),
                note: "each once in the period",
            },
            watchedHours(),
            {
                id: "plays",
                name: "Plays",
                value: whole(sum(list, "plays")),
                note: `${(sum(list, "plays") / Math.max(viewers(), 1)).toFixed(1)} a viewer`,
            },
            {
                id: "completed",
                name: "Plays to the end",
                value: percent(share(sum(list, "completed"), sum(list, "plays"))),
                note: "watched to 90% or more",
            },
        ];
    },
    cards: [
        {
            name: "Hours by day",
            note: "Hours watched on each viewing day.",
            wide: true,
            draw: (box) => {
                const seconds = sumsAt(days(), rows("viewing_days"), "viewing_date", "seconds");
                chart(box, {
                    labels: days().map((day) => date(day)),
                    faded: unfinished(),
                    series: [
                        {
                            name: "Hours",
                            color: "first",
                            values: seconds.map((each) => each / 3600),
                        },
                    ],
                });
            },
        },
        {
            name: "When people watch",
            note: "Hours on an average Monday, Tuesday and so on, by the hour in which a play began.",
            wide: true,
            draw: (box) => {
                const weekday = (day) => ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1;
                const lived = days().map(weekday);
                heat(box, {
                    columns: viewingHours.map((hour) => `${hour}`.padStart(2, "0")),
                    lines: weekdays,
                    shown: hours,
                    interval: 2,
                    cells: by(
                        rows("viewing_hours"),
                        ["day_of_week", "hour_of_day"],
                        ["seconds"],
                    ).map((row) => ({
                        x: (row.hour_of_day + 19) % 24,
                        y: row.day_of_week - 1,
                        value: row.seconds / lived.filter((day) => day === row.day_of_week).length,
                    })),
                });
            },
        },
        {
            name: "On what",
            note: "Hours by device, and how often playback stalls.",
            draw: (box) => {
                const found = by(
                    rows("viewing_devices"),
                    ["device"],
                    ["plays", "seconds", "stalls"],
                ).sort((one, other) => other.seconds - one.seconds);
                list(
                    box,
                    [
                        { name: "Device", of: (row) => words(row.device) },
                        { name: "", rare: true, of: (row) => bar(row.seconds / found[0].seconds) },
                        { name: "Hours", number: true, of: (row) => hours(row.seconds) },
                        {
                            name: "Stalls per 100 plays",
                            number: true,
                            of: (row) => share(row.stalls, row.plays).toFixed(1),
                        },
                    ],
                    found,
                );
            },
        },
        {
            name: "What kind",
            note: "Hours by genre, and plays that reach the end.",
            draw: (box) => {
                const found = by(
                    rows("viewing_genres"),
                    ["genre"],
                    ["plays", "completed", "seconds"],
                ).sort((one, other) => other.seconds - one.seconds);
                list(
                    box,
                    [
                        { name: "Genre", of: (row) => row.genre },
                        { name: "", rare: true, of: (row) => bar(row.seconds / found[0].seconds) },
                        { name: "Hours", number: true, of: (row) => hours(row.seconds) },
                        {
                            name: "To the end",
                            number: true,
                            of: (row) => percent(share(row.completed, row.plays)),
                        },
                    ],
                    found,
                );
            },
        },
    ],
});
