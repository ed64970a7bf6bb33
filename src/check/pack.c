/* SPDX-License-Identifier: MIT */
/*
 * The level-1 weights that the document prints against those of its form.
 *
 * A place may weigh as it likes: what is printed holds.  A difference is told
 * once, and only where all weights were read and add up, so that it is a
 * choice and no misreading.
 */
#include "base/buf.h"
#include "check/form.h"
#include "check/prose.h"

#define WEIGHTS_MAX 12

struct local_weights {
    uint32_t figures[WEIGHTS_MAX];
    size_t n, differ;
    struct buf printed, usual; /* "A 20, B 40" */
    struct dec sum, usual_sum;
};

static void
weight_put(struct buf *out, struct str any, struct dec value)
{
    char digits[DEC_TEXT_MAX];

    if (out->len)
        buf_puts(out, " + ");
    buf_str(out, str_sub(any, 0, str_find(any, STR("|"), 0)));
    buf_put(out, digits, dec_format(value, digits));
}

/* Every weight of the pack, as the document prints it; false if one is not
 * printed. */
static bool
weights_read(const struct document *doc, struct local_weights *w)
{
    struct str name;
    struct dec usual, value;

    for (size_t i = 0; pack_weight(doc->facts.pack.pack, i, &name, &usual);
         i++) {
        uint32_t figure;

        if (w->n == WEIGHTS_MAX ||
            !pack_weight_printed(doc, name, &value, &figure) ||
            figure == FACT_NONE || !dec_add(w->sum, value, &w->sum) ||
            !dec_add(w->usual_sum, usual, &w->usual_sum))
            return false;
        w->figures[w->n++] = figure;
        w->differ += dec_cmp(value, usual) != 0;
        weight_put(&w->printed, name, value);
        weight_put(&w->usual, name, usual);
    }
    return w->n > 1 && dec_cmp(w->sum, w->usual_sum) == 0;
}

static void
pack_weights_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct local_weights w = { .n = 0 };
    struct result *r;

    if (!doc->facts.pack.pack)
        return;
    buf_init(&w.printed, doc->arena);
    buf_init(&w.usual, doc->arena);
    if (!weights_read(doc, &w))
        return;
    r = check_result(check, rule, w.n, 0);
    if (!r)
        return;
    for (size_t i = 0; i < w.n; i++) {
        r->terms[i] = bound_figure(doc, "weight", w.figures[i]);
        r->terms[i].suspectable = false;
    }
    r->verdict = w.differ ? GJ_VIOLATED : GJ_HOLDS;
    if (w.differ == w.n) { /* nothing in common: another form, no choice */
        r->verdict = GJ_UNDECIDED;
        r->reason = "other-form";
    }
    r->stated = buf_cstr(&w.printed);
    r->computed = buf_cstr(&w.usual);
    r->formula = doc->facts.pack.pack->names[check->lang];
    if (w.differ)
        r->message =
            check_message(check, rule, "stated", r->stated, "computed",
                          r->computed, "form", r->formula, (char *)NULL);
}

const struct binder binder_pack_weights = { "pack-weights", pack_weights_run };
