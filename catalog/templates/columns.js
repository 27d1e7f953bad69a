// The lineage of one column, which the address names: at the left the columns that it is computed
// from, table by table and step by step, at the right those that are computed from it.
const { tables, columns, sources } = JSON.parse(document.getElementById("data").textContent);
const [ROW, HEAD, GAP, BOX, BETWEEN, MOST] = [20, 26, 12, 290, 50, 8];
const [asked, names, said, drawn] = ["column", "names", "said", "drawn"].map((id) => document.getElementById(id));
const called = columns.map(([table, name]) => `${tables[table]}.${name}`);
const readers = columns.map(() => []);
sources.forEach((read, column) => read.forEach((each) => readers[each].push(column)));

function reach(column, next) {
    const found = new Set();
    const wanted = [column];
    while (wanted.length)
        for (const each of next[wanted.pop()])
            if (!found.has(each)) {
                found.add(each);
                wanted.push(each);
            }
    return found;
}

// How many steps each table is from the column's own, by the longest way.
function steps(column, found, next) {
    const far = new Map([[columns[column][0], 0]]);
    for (let round = 0, moved = true; moved && round < tables.length; round += 1) {
        moved = false;
        for (const each of [column, ...found])
            for (const read of next[each]) {
                const [from, to] = [columns[each][0], columns[read][0]];
                if (far.has(from) && !(far.get(to) > far.get(from))) {
                    far.set(to, far.get(from) + 1);
                    moved = true;
                }
            }
    }
    return far;
}

function grouped(all, by) {
    const held = new Map();
    for (const each of all) held.set(by(each), [...(held.get(by(each)) ?? []), each]);
    return held;
}

function svg(tag, attributes, ...inside) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
}

function link(text, href, x, y, kind = "") {
    return svg("a", { href }, svg("text", { x, y, class: kind }, text));
}

// Where each table stands: by its steps, and the tables of a step by their names.
function place(shown, far) {
    const held = grouped(shown, (each) => columns[each][0]);
    const lanes = grouped([...held.keys()], (table) => far.get(table));
    const tall = (table) => HEAD + ROW * Math.min(held.get(table).length, MOST + 1) + 6;
    const height = (lane) => lane.reduce((sum, table) => sum + tall(table) + GAP, -GAP);
    const most = Math.max(...[...lanes.values()].map(height));
    const first = Math.min(...lanes.keys());
    const boxes = [];
    for (const [step, lane] of lanes) {
        let y = 2 + (most - height(lane)) / 2;
        for (const table of lane.sort((a, b) => (tables[a] < tables[b] ? -1 : 1))) {
            boxes.push({ table, x: 2 + (step - first) * (BOX + BETWEEN), y, tall: tall(table), held: held.get(table) });
            y += tall(table) + GAP;
        }
    }
    return { boxes, height: most + 4, width: (lanes.size - 1) * (BOX + BETWEEN) + BOX + 4 };
}

function draw(column, up, down) {
    const far = new Map([...steps(column, up, sources)].map(([table, step]) => [table, -step]));
    for (const [table, step] of steps(column, down, readers)) far.set(table, step);
    const { boxes, height, width } = place([...up, column, ...down], far);
    const points = new Map();
    const shapes = [];
    for (const { table, x, y, tall, held } of boxes) {
        const own = columns[column][0] === table;
        shapes.push(svg("rect", { class: own ? "box own" : "box", x, y, width: BOX, height: tall, rx: 6 }));
        shapes.push(link(tables[table], `tables/${tables[table]}.html`, x + 12, y + 18, "head"));
        held.forEach((each, number) => {
            const at = y + HEAD + ROW * Math.min(number, MOST) + 8;
            points.set(each, [x, at]);
            if (number < MOST) shapes.push(link(columns[each][1], `#${called[each]}`, x + 12, at + 4));
        });
        if (held.length > MOST)
            shapes.push(svg("text", { x: x + 12, y: y + HEAD + ROW * MOST + 12, class: "count" }, `and ${held.length - MOST} more`));
    }
    const lines = new Set();
    for (const [from, of] of [
        ...[column, ...up].flatMap((each) => sources[each].map((read) => [read, each])),
        ...[column, ...down].flatMap((each) => readers[each].map((read) => [each, read])),
    ]) {
        const [[x, y], [to, end]] = [points.get(from), points.get(of)];
        const bend = (to - x - BOX) / 2;
        lines.add(`M${x + BOX} ${y}C${x + BOX + bend} ${y} ${to - bend} ${end} ${to} ${end}`);
    }
    const paths = [...lines].map((d) => svg("path", { class: "line", d }));
    const size = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" };
    drawn.replaceChildren(svg("svg", { ...size, "aria-label": `The lineage of ${called[column]}` }, ...paths, ...shapes));
    const [x, y] = points.get(column);
    drawn.scrollTo(x - (drawn.clientWidth - BOX) / 2, y - drawn.clientHeight / 2);
}

function counted(found) {
    const of = new Set([...found].map((each) => columns[each][0])).size;
    return `${found.size} column${found.size > 1 ? "s" : ""} of ${of} table${of > 1 ? "s" : ""}`;
}

function show() {
    const wanted = decodeURIComponent(location.hash.slice(1)) || asked.placeholder;
    const column = called.indexOf(wanted);
    asked.value = wanted;
    if (column < 0) {
        said.textContent = `There is no column ${wanted}; a name is a table, a dot and a column.`;
        drawn.replaceChildren();
        return;
    }
    const [up, down] = [reach(column, sources), reach(column, readers)];
    const made = up.size ? `is computed from ${counted(up)}` : "is computed from no column that a query names";
    said.textContent = `${wanted} ${made}; ${down.size ? counted(down) : "no column"} ${down.size > 1 ? "are" : "is"} computed from it.`;
    draw(column, up, down);
}

names.append(...called.map((name) => new Option(name)));
asked.addEventListener("change", () => {
    location.hash = asked.value;
});
asked.form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", show);
show();
