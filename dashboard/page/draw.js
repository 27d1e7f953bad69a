// How things are drawn: cards, charts with the same figures as a table, lists, small lines and bars.
const charts = new Set();
const color = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const shades = (count) =>
    count > 2 ? ["first-pale", "first-soft", "first", "grey"] : ["first", "second"];

function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
}

function svg(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
}

function nothing(box) {
    box.append(element("p", { class: "nothing" }, "Nothing in this selection."));
}

// A list of columns {name, of, shown, number, rare} over rows; `of` may give a drawing.
function list(box, columns, items, { limit = Infinity } = {}) {
    if (!items.length) return nothing(box);
    const classes = (column) =>
        [column.number && "number", column.rare && "rare"].filter(Boolean).join(" ");
    const cell = (tag, column, content) => element(tag, { class: classes(column) }, content);
    const head = element("tr", {}, ...columns.map((column) => cell("th", column, column.name)));
    for (const each of head.children) each.scope = "col";
    const body = items
        .slice(0, limit)
        .map((item, place) =>
            element(
                "tr",
                {},
                ...columns.map((column) => cell("td", column, column.of(item, place))),
            ),
        );
    const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
    box.append(
        element(
            "div",
            { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
            table,
        ),
    );
}

// A chart: `series` are {name, values, color, type}; the same figures follow as a table.
function chart(
    box,
    {
        labels,
        series,
        shown = whole,
        horizontal = false,
        stacked = false,
        tall = false,
        faded = [],
        legend = series.length > 1,
        least,
    },
) {
    if (!labels.length || series.every((each) => each.values.every((value) => !value)))
        return nothing(box);
    if (legend) box.append(key(series));
    const categories = {
        type: "category",
        data: labels,
        inverse: horizontal,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: color("grey") } },
        axisLabel: { color: color("quiet"), ...(horizontal && { interval: 0 }) },
    };
    const numbers = {
        type: "value",
        min: least,
        splitNumber: 4,
        splitLine: { lineStyle: { color: color("line") } },
        axisLabel: { color: color("quiet"), formatter: shown, hideOverlap: true },
    };
    plot(
        box,
        {
            grid: {
                left: 4,
                right: 14,
                top: 14,
                bottom: 4,
                outerBoundsMode: "same",
                outerBoundsContain: "axisLabel",
            },
            tooltip: tooltip({
                trigger: "axis",
                axisPointer: {
                    type: series.some((each) => each.type === "line") ? "line" : "shadow",
                    lineStyle: { color: color("grey") },
                    shadowStyle: { color: color("line"), opacity: 0.5 },
                },
                valueFormatter: shown,
            }),
            [horizontal ? "yAxis" : "xAxis"]: categories,
            [horizontal ? "xAxis" : "yAxis"]: numbers,
            series: series.map((each) => ({
                name: each.name,
                type: each.type ?? "bar",
                stack: stacked ? "all" : undefined,
                barCategoryGap: "25%",
                barMaxWidth: 34,
                symbol: "circle",
                symbolSize: 5,
                showSymbol: labels.length < 8,
                lineStyle: { width: 2 },
                itemStyle: { color: color(each.color) },
                connectNulls: false,
                data: each.values.map((value, place) => ({
                    value,
                    itemStyle: { opacity: faded[place] ? 0.45 : 1 },
                })),
            })),
        },
        tall,
    );
    figures(
        box,
        ["", ...series.map((each) => each.name)],
        labels.map((label, place) => [
            label,
            ...series.map((each) => shown(each.values[place] ?? null)),
        ]),
    );
}

// From a start to an end by steps {name, value}: bars that float, up in one hue and down in the other.
function bridge(box, steps, shown) {
    let level = 0;
    const bars = steps.map((step) => {
        const from = step.total ? 0 : level;
        level = step.total ? step.value : level + step.value;
        return { ...step, low: Math.min(from, level), size: Math.abs(level - from) };
    });
    if (!bars.some((bar) => bar.size)) return nothing(box);
    const least = Math.min(...bars.map((bar) => (bar.total ? bar.value : bar.low)));
    const most = Math.max(...bars.map((bar) => (bar.total ? bar.value : bar.low + bar.size)));
    const thin = (most - least || 1) / 150;
    // a level is a line and no bar, since the scale does not begin at zero
    for (const bar of bars.filter((each) => each.total))
        Object.assign(bar, { low: bar.value - thin / 2, size: thin });
    const hue = (bar) => (bar.total ? "ink" : bar.value < 0 ? "second" : "first");
    plot(box, {
        grid: {
            left: 4,
            right: 70,
            top: 4,
            bottom: 4,
            outerBoundsMode: "same",
            outerBoundsContain: "axisLabel",
        },
        tooltip: tooltip({
            trigger: "item",
            formatter: (at) => `${bars[at.dataIndex].name}: ${shown(bars[at.dataIndex].value)}`,
        }),
        yAxis: {
            type: "category",
            inverse: true,
            data: bars.map((bar) => bar.name),
            axisTick: { show: false },
            axisLine: { show: false },
            axisLabel: { interval: 0, color: color("quiet") },
        },
        xAxis: { type: "value", min: least - thin, max: most + thin, show: false },
        series: [
            {
                type: "bar",
                stack: "all",
                silent: true,
                itemStyle: { color: "transparent" },
                data: bars.map((bar) => bar.low),
            },
            {
                type: "bar",
                stack: "all",
                barMaxWidth: 22,
                label: {
                    show: true,
                    position: "right",
                    color: color("ink"),
                    formatter: (at) =>
                        `${bars[at.dataIndex].value > 0 && !bars[at.dataIndex].total ? "+" : ""}${shown(bars[at.dataIndex].value)}`,
                },
                data: bars.map((bar) => ({
                    value: bar.size,
                    itemStyle: { color: color(hue(bar)) },
                })),
            },
        ],
    });
    figures(
        box,
        ["", "Amount"],
        bars.map((bar) => [bar.name, shown(bar.value)]),
    );
}

// Cells {x, y, value} by color; the darker, the more.
function heat(box, { columns, lines, cells, shown, tall = false, interval = "auto", least = 0 }) {
    if (!cells.length) return nothing(box);
    const top = Math.max(...cells.map((cell) => cell.value));
    plot(
        box,
        {
            grid: {
                left: 4,
                right: 4,
                top: 8,
                bottom: 4,
                outerBoundsMode: "same",
                outerBoundsContain: "axisLabel",
            },
            tooltip: tooltip({
                formatter: (at) =>
                    `${lines[at.value[1]]}, ${columns[at.value[0]]}: ${shown(at.value[2])}`,
            }),
            xAxis: {
                type: "category",
                data: columns,
                axisTick: { show: false },
                axisLine: { show: false },
                axisLabel: { color: color("quiet"), interval },
            },
            yAxis: {
                type: "category",
                data: lines,
                inverse: true,
                axisTick: { show: false },
                axisLine: { show: false },
                axisLabel: { color: color("quiet"), interval: tall ? "auto" : 0 },
            },
            visualMap: {
                show: false,
                min: least,
                max: top,
                inRange: { color: [color("card"), color("first-pale"), color("first")] },
            },
            series: [
                {
                    type: "heatmap",
                    data: cells.map((cell) => [cell.x, cell.y, cell.value]),
                    itemStyle: { borderColor: color("card"), borderWidth: 1 },
                    emphasis: { itemStyle: { borderColor: color("second") } },
                },
            ],
        },
        tall,
    );
    const value = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, shown(cell.value)]));
    figures(
        box,
        ["", ...columns],
        lines.map((line, y) => [line, ...columns.map((_, x) => value.get(`${x} ${y}`) ?? "")]),
    );
}

function plot(box, option, tall = false) {
    const place = element("div", {
        class: tall ? "chart tall" : "chart",
        role: "img",
        "aria-label": `${box.querySelector("h2").textContent}: a chart; its figures follow as a table.`,
    });
    box.append(place);
    const made = echarts.init(place, null, { renderer: "svg" });
    made.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        ...option,
    });
    charts.add(made);
}

// HTML in a tooltip would need inline style, which the policy of the page refuses.
function tooltip(options) {
    return {
        renderMode: "richText",
        confine: true,
        backgroundColor: color("card"),
        borderColor: color("grey"),
        textStyle: { color: color("ink"), fontSize: 13 },
        ...options,
    };
}

// The figures of a chart, made when somebody opens them.
function figures(box, head, lines) {
    const details = element("details", {}, element("summary", {}, "Figures"));
    details.addEventListener("toggle", () => {
        if (details.querySelector("table")) return;
        list(
            details,
            head.map((name, place) => ({ name, number: place > 0, of: (line) => line[place] })),
            lines,
        );
    });
    box.append(details);
}

function key(series) {
    return element(
        "p",
        { class: "legend" },
        ...series.map((each) => {
            const mark = element("i");
            mark.style.background = color(each.color);
            return element("span", {}, mark, each.name);
        }),
    );
}

function bar(part) {
    const width = Math.max(1, 90 * part);
    return svg(
        "svg",
        { width: 90, height: 10, "aria-hidden": "true" },
        svg("rect", { class: "bar", width, height: 10, rx: 2 }),
    );
}

function spark(values) {
    const top = Math.max(...values, 1);
    const points = values.map(
        (value, place) =>
            `${1 + (88 * place) / Math.max(values.length - 1, 1)},${19 - (18 * value) / top}`,
    );
    return svg(
        "svg",
        { width: 90, height: 20, "aria-hidden": "true" },
        svg("polyline", { class: "spark", points: points.join(" ") }),
    );
}

// An effect and two standard errors to both sides, on a scale that reaches `reach` to both sides.
function whisker(effect, error, reach) {
    const x = (value) => 65 + (62 * Math.max(-reach, Math.min(reach, value))) / reach;
    return svg(
        "svg",
        { width: 130, height: 16, "aria-hidden": "true" },
        svg("line", { class: "zero", x1: 65, x2: 65, y1: 0, y2: 16 }),
        svg("line", {
            class: "whisker",
            x1: x(effect - 2 * error),
            x2: x(effect + 2 * error),
            y1: 8,
            y2: 8,
        }),
        svg("circle", { class: "bar", cx: x(effect), cy: 8, r: 3.5 }),
    );
}
