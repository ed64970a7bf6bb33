# SPDX-License-Identifier: MIT
"""From blocks to text: the layouts L1 to L11 and the damage L12.

Blocks are ("h", text), ("p", text), ("t", Table).  Everything works on the
text with figure marks; model.render() sets the numbers in last.
"""
from . import words
from .model import NUMBER, UNIT

TABLES = ["L4", "L5", "L6", "L7", "L7t", "L8"]
SILENT = ["L9", "L10", "L11"]
PROSE = ["L1", "L2", "L3"]


def is_mark(ch):
    return ord(ch) >= NUMBER


# -- tables -----------------------------------------------------------------

def pipe_rows(doc, table):
    tail = doc.rng.choice([" |", "", " |"])
    lead = "| " if tail and doc.rng.random() < 0.4 else ""
    return [lead + " | ".join(c.replace("\n", "") for c in row) + tail
            for row in table.head + table.rows]


def pipe_cells(doc, table):
    marked = doc.rng.random() < 0.3
    own_line = doc.rng.random() < 0.2
    out = []
    for row in table.head + table.rows:
        for cell in row:
            if own_line and cell:
                out += [cell, "|"]
            else:
                out.append((cell + " |").strip() if cell else "|")
        if marked:
            out.append("||||||")
    return out


def cell_lines(doc, table):
    """One cell a line, blank lines between; empty cells leave only blanks."""
    out = []
    tab = "\t" if doc.rng.random() < 0.3 else ""
    for row in table.head:
        for cell in row:
            wrap = len(cell) > 6 and doc.rng.random() < 0.3
            out += [tab + cell[:4], cell[4:], ""] if wrap and \
                not any(map(is_mark, cell)) else [tab + cell, ""]
    for row in table.rows:
        for cell in row:
            out += [tab + cell, ""] if cell or tab else [""]
    return out


def blanks(doc, table):
    gap = doc.rng.choice([" ", "  ", " "])
    return [gap.join(c for c in row if c) for row in table.head + table.rows]


def tabs(doc, table):
    return ["\t".join(row) for row in table.head + table.rows]


def one_line(doc, table):
    return [" ".join(c for row in table.head + table.rows for c in row if c)]


def scrambled(doc, table):
    """PDF order: the values of the rows before their labels."""
    cells = [c for row in table.rows for c in row if c]
    values = [c for c in cells if any(map(is_mark, c)) and len(c) < 4]
    labels = [c for c in cells if c not in values]
    head = [c for row in table.head for c in row if c]
    doc.rng.shuffle(values)
    half = len(values) // 2
    doc.rng.shuffle(labels)
    return [" ".join(head + values[:half] + labels + values[half:])]


def glued(doc, table):
    return ["".join(row) for row in table.head + table.rows]


def fragments(doc, table):
    """Rows joined by pipes, the next row's label at the end of the line."""
    out = [" | ".join(row) for row in table.head]
    rows = table.rows
    for i, row in enumerate(rows):
        label = rows[i + 1][0] if i + 1 < len(rows) else ""
        out.append("| " + " | ".join(row[1:]) + " | " + label)
    return out


FLATTEN = {"L4": pipe_rows, "L5": pipe_cells, "L6": cell_lines, "L7": blanks,
           "L7t": tabs, "L8": one_line, "L9": scrambled, "L10": glued,
           "L11": fragments, "L1": blanks, "L2": tabs, "L3": blanks}


def table_lines(doc, table, layout):
    out = []
    if table.title:
        out.append(table.title)
    if table.note:
        out.append(table.note)
    return out + FLATTEN[layout](doc, table)


# -- prose --------------------------------------------------------------------

def width(doc, ch):
    if not is_mark(ch):
        return 1 if ord(ch) < 128 else 2
    code = ord(ch)
    fig = doc.figs[code - UNIT if code >= UNIT else code - NUMBER]
    return len(fig.num) if code < UNIT else 2 * len(fig.unit)


def hard_wrap(doc, lines):
    """Cut at a fixed width, with page numbers; numbers are never cut."""
    limit = doc.rng.randint(60, 84)
    style = doc.rng.choice(["—{}—", "- {} -", "第 {} 页", "{}", "— {} —"])
    head = doc.rng.random() < 0.3
    page, rows, out = doc.rng.randint(1, 3), 0, []
    per_page = doc.rng.randint(18, 34)
    for line in lines:
        for piece in wrap_line(doc, line, limit):
            out.append(piece)
            rows += 1
            if rows >= per_page:
                rows, page = 0, page + 1
                out.append(style.format(page))
                if head:
                    out.append(doc.title)
    return out


def wrap_line(doc, line, limit):
    pieces, used, current = [], 0, ""
    for ch in line:
        size = width(doc, ch)
        if used + size > limit and current and ch not in "，。；、：）":
            pieces.append(current)
            current, used = "", 0
        current += ch
        used += size
    return pieces + [current]


def itemized(doc, lines):
    """One clause or item a line: 1. 2. 3."""
    style = doc.rng.choice(["{}.", "{}、", "（{}）", "{}．"])
    out, n = [], 0
    for line in lines:
        if "\n" in line or line.startswith(("一", "二", "三", "四", "五", "（")):
            out.append(line)
            n = 0
        else:
            n += 1
            out.append(style.format(n) + line)
    return out


def paragraphs(doc, layout):
    if layout != "L2":
        return list(doc.blocks)
    out, run = [], []
    for kind, body in doc.blocks:
        if kind == "p":
            run.append(body)
            continue
        out += [("p", x) for x in itemized(doc, run)]
        run = []
        out.append((kind, body))
    return out + [("p", x) for x in itemized(doc, run)]


# -- damage ---------------------------------------------------------------------

def traditional(doc, text, pinyin):
    out = []
    for ch in text:
        t = words.TRADITIONAL.get(ch, ch)
        out.append(t)
        if pinyin and t in words.PINYIN and doc.rng.random() < 0.25:
            out.append("(" + words.PINYIN[t] + ")")
    return "".join(out)


def spaced(doc, text):
    for word in words.SPACED:
        if word in text and doc.rng.random() < 0.4:
            text = text.replace(word, " ".join(word), 1)
    return text


ASCII = {ord(a): b for a, b in zip("，；：（）", ",;:()")}


def damage(doc, text):
    if doc.ascii:
        text = text.translate(ASCII)
    pick = doc.rng.random()
    if pick < 0.06:
        doc.damage = "traditional"
        text = traditional(doc, text, False)
    elif pick < 0.10:
        doc.damage = "pinyin"
        text = traditional(doc, text, True)
        doc.traps.append("T52")
    elif pick < 0.14:
        doc.damage = "spaced"
        text = spaced(doc, text)
    if doc.damage in ("traditional", "pinyin"):
        for fig in doc.figs:
            fig.print_unit = traditional(doc, fig.unit, False)
            if fig.kind == "word":
                fig.traditional = True
    return text


def place_figures(doc, table):
    """Every figure knows the table that it stands in."""
    for row in table.rows:
        for ch in "".join(row):
            if NUMBER <= ord(ch) < UNIT:
                doc.figs[ord(ch) - NUMBER].where = table.name


def compose(doc, layout):
    """doc.body: the text with marks, in the given layout."""
    doc.layout, doc.damage = layout, ""
    lines, wrapped = [doc.title], []
    for kind, body in paragraphs(doc, layout):
        if kind == "t":
            lines += hard_wrap(doc, wrapped) if layout == "L3" else wrapped
            wrapped = []
            lines += table_lines(doc, body, layout)
            place_figures(doc, body)
            continue
        wrapped += body.split("\n")
    lines += hard_wrap(doc, wrapped) if layout == "L3" else wrapped
    gap = "\n\n" if doc.rng.random() < 0.15 and layout in ("L1", "L2") \
        else "\n"
    doc.body = damage(doc, gap.join(lines) + "\n")
    if doc.rng.random() < 0.04:
        doc.body = doc.body.replace("\n", "\r\n")
